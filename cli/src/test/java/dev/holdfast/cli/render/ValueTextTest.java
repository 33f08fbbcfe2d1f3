package dev.holdfast.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  @Test
  void showsTheTypesOfCollections() {
    Value value =
        Value.object(
            Map.of(
                "list", Value.list(Type.NUMBER, List.of(Value.of(1), Value.of(2))),
                "map", Value.map(Type.STRING, Map.of("k", Value.of("v"))),
                "set", Value.set(Type.STRING, List.of(Value.of("b"), Value.of("a"))),
                "empty", Value.map(Type.STRING, Map.of()),
                "tuple", Value.tuple(List.of(Value.of(true), Values.NULL))));

    assertThat(ValueText.of(value))
        .isEqualTo(
            """
            {
              "empty" = tomap({})
              "list" = tolist([
                1,
                2,
              ])
              "map" = tomap({
                "k" = "v"
              })
              "set" = toset([
                "a",
                "b",
              ])
              "tuple" = [
                true,
                null,
              ]
            }\
            """);
  }

  @Test
  void writesTextsOfSeveralLinesAsHeredocs() {
    assertThat(ValueText.of(Value.of("a\nb\n"))).isEqualTo("<<EOT\na\nb\n\nEOT");
    assertThat(ValueText.of(Value.tuple(List.of(Value.of("a\nEOT")))))
        .isEqualTo("[\n  <<-EOT_\n  a\n  EOT\n  EOT_,\n]");
  }

  @Test
  void hidesWhatIsUnknownOrSensitive() {
    assertThat(ValueText.of(Values.UNKNOWN)).isEqualTo("(known after apply)");
    assertThat(ValueText.of(Value.tuple(List.of(Value.of("x").mark(Mark.SENSITIVE)))))
        .isEqualTo("[\n  (sensitive value),\n]");
  }

  @Test
  void nullsTellTheirType() {
    assertThat(ValueText.of(Values.NULL)).isEqualTo("null");
    assertThat(ValueText.of(Value.nullOf(Type.STRING))).isEqualTo("tostring(null)");
    assertThat(ValueText.of(Value.nullOf(Type.list(Type.STRING))))
        .isEqualTo("tolist(null) /* of string */");
  }
}
