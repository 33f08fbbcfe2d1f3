package dev.holdfast.cli.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValuePartsTest {
  private static final Value UNKNOWN = Value.unknown(Type.STRING);
  private static final Value SECRET = Value.of("s3cret").mark(Mark.SENSITIVE);

  @Test
  void unknownEntriesAreLeftOutAndUnknownElementsAreNull() throws IOException {
    Value value =
        Value.object(
            Map.of("a", UNKNOWN, "b", Value.tuple(List.of(Value.of("x"), UNKNOWN, Value.of(1)))));
    assertThat(known(value)).isEqualTo("{\"b\":[\"x\",null,1]}");
    assertThat(unknown(value)).isEqualTo("{\"a\":true,\"b\":[false,true,false]}");
  }

  @Test
  void knownStructuresStayAsEmptyShapesInTheViewOfUnknowns() throws IOException {
    Value value =
        Value.object(
            Map.of(
                "empty", Value.list(Type.STRING, List.of()),
                "id", UNKNOWN,
                "name", Value.of("a"),
                "tags", Value.map(Type.STRING, Map.of("k", Value.of("v")))));
    assertThat(unknown(value)).isEqualTo("{\"empty\":[],\"id\":true,\"tags\":{}}");
  }

  @Test
  void sensitivityHasTheShapeOfTheValue() throws IOException {
    Value value =
        Value.object(
            Map.of(
                "list", Value.tuple(List.of(Value.of("open"), SECRET)),
                "name", Value.of("a"),
                "nothing", Value.nullOf(Type.list(Type.STRING)),
                "password", SECRET,
                "unknown", Value.unknown(Type.list(Type.STRING))));
    assertThat(sensitive(value))
        .isEqualTo("{\"list\":[false,true],\"password\":true,\"unknown\":[]}");
    assertThat(sensitive(Value.nullOf(value.type()))).isEqualTo("false");
    assertThat(sensitive(value.mark(Mark.SENSITIVE))).isEqualTo("true");
  }

  @Test
  void sensitiveValuesAreWrittenAsTheyAre() throws IOException {
    assertThat(known(Value.object(Map.of("password", SECRET))))
        .isEqualTo("{\"password\":\"s3cret\"}");
  }

  @FunctionalInterface
  private interface View {
    void write(Value value, JsonOutput out) throws IOException;
  }

  private static String known(Value value) throws IOException {
    return text(value, ValueParts::writeKnown);
  }

  private static String unknown(Value value) throws IOException {
    return text(value, ValueParts::writeUnknown);
  }

  private static String sensitive(Value value) throws IOException {
    return text(value, ValueParts::writeSensitive);
  }

  private static String text(Value value, View view) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    view.write(value, JsonOutput.compact(out));
    return out.toString(StandardCharsets.UTF_8);
  }
}
