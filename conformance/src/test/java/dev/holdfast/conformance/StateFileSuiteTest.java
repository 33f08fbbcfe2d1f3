package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// State files of OpenTofu (`internal/states/statefile/testdata`): what is read and written again
/// is equal as JSON. The order of resources means nothing in a state file, so it is not compared.
final class StateFileSuiteTest {

  @TestFactory
  Stream<DynamicTest> roundTrips() {
    List<Path> inputs =
        ConformanceData.entries(ConformanceData.folder("statefile")).stream()
            .filter(file -> file.getFileName().toString().endsWith(".in.tfstate"))
            .toList();
    return Suite.tests(
        "statefile", inputs, file -> file.getFileName().toString(), StateFileSuiteTest::judge);
  }

  private static void judge(Path input) throws Exception {
    String name = input.getFileName().toString();
    Path expected = expected(input.resolveSibling(name.replace(".in.", ".out.")));
    StateFile.Read read = StateFile.read(Files.readAllBytes(input), name);
    assertThat(read.diagnostics()).isEmpty();
    State state = Objects.requireNonNull(read.state());
    for (StateFile.Layout layout : StateFile.Layout.values()) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      StateFile.write(state, written, layout);
      assertThat(json(written.toByteArray())).isEqualTo(json(Files.readAllBytes(expected)));
    }
  }

  /// In a checkout without symbolic links, a link is a file with the name that it leads to.
  private static Path expected(Path output) throws IOException {
    byte[] content = Files.readAllBytes(output);
    boolean link = content.length < 200 && content[0] != '{';
    return link ? output.resolveSibling(Files.readString(output).strip()) : output;
  }

  private static Value json(byte[] text) throws Exception {
    ObjectValue state = (ObjectValue) ValueJson.decodeImplied(text);
    Map<String, Value> members = new TreeMap<>(state.attributes());
    members.computeIfPresent(
        "resources",
        (key, resources) ->
            Value.tuple(
                ((TupleValue) resources)
                    .elements().stream().sorted(Comparator.comparing(Value::toString)).toList()));
    return Value.object(members);
  }
}
