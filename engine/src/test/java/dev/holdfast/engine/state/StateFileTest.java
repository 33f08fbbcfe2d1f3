package dev.holdfast.engine.state;

import static dev.holdfast.engine.state.Samples.instance;
import static dev.holdfast.engine.state.Samples.resource;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.StateFile.Layout;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateFileTest {

  private static String written(State state, Layout layout) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StateFile.write(state, out, layout);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static State read(String text) {
    StateFile.Read read = StateFile.read(text.getBytes(StandardCharsets.UTF_8), "x.tfstate");
    assertThat(read.diagnostics()).isEmpty();
    return requireNonNull(read.state());
  }

  private static Diagnostic error(String text) {
    StateFile.Read read = StateFile.read(text.getBytes(StandardCharsets.UTF_8), "x.tfstate");
    assertThat(read.state()).isNull();
    return read.diagnostics().getFirst();
  }

  private static String sample() throws IOException {
    try (var in = StateFileTest.class.getResourceAsStream("sample.tfstate")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void writesTheNormalFormItRead() throws IOException {
    assertThat(written(read(sample()), Layout.INDENTED)).isEqualTo(sample());
  }

  @Test
  void readsBackWhateverItWrites() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      State state = State.empty("lineage").withSerial(seed).withWrittenBy("1.0.0");
      for (int left = random.nextInt(12); left > 0; left--) {
        state = state.with(Samples.random(random));
      }
      state = state.withOutputs(Samples.randomOutputs(random));
      for (Layout layout : Layout.values()) {
        String text = written(state, layout);
        State again = read(text);
        assertThat(again.sameContent(state)).as("seed %d: %s", seed, text).isTrue();
        assertThat(again.serial()).isEqualTo(seed);
        assertThat(again.lineage()).isEqualTo("lineage");
        assertThat(written(again, layout)).isEqualTo(text);
      }
    }
  }

  @Test
  void keepsEveryDigitOfNumbers() throws IOException {
    String json = "{\"n\":12345678901234567890.123456789012345678901234567890e-7}";
    State state = State.empty("l").with(instance("a", json));
    State again = read(written(state, Layout.INDENTED));
    StoredObject current = requireNonNull(again.instances().firstEntry().getValue().current());
    assertThat(current.json()).isEqualTo(RawJson.of(json));
  }

  @Test
  void writesTransitiveDependenciesOfWhatIsInTheState() throws IOException {
    State state =
        State.empty("l")
            .with(instance("a", "{}", resource("gone")))
            .with(instance("b", "{}", resource("a")))
            .with(instance("c", "{}", resource("b")));
    State again = read(written(state, Layout.COMPACT));
    assertThat(dependencies(again, "a")).containsExactly("x_thing.gone");
    assertThat(dependencies(again, "b")).containsExactly("x_thing.a");
    assertThat(dependencies(again, "c")).containsExactly("x_thing.a", "x_thing.b");
  }

  @Test
  void writesDependenciesThatGoInACircle() throws IOException {
    State state =
        State.empty("l")
            .with(instance("a", "{}", resource("b")))
            .with(instance("b", "{}", resource("a")));
    State again = read(written(state, Layout.COMPACT));
    assertThat(dependencies(again, "a")).containsExactly("x_thing.b");
    assertThat(dependencies(again, "b")).containsExactly("x_thing.a");
  }

  private static List<String> dependencies(State state, String name) {
    StoredInstance instance = requireNonNull(state.instance(Samples.address(name)));
    StoredObject current = requireNonNull(instance.current());
    return current.dependencies().stream().map(Object::toString).toList();
  }

  @Test
  void writesALongChainInMemoryThatFits() throws IOException {
    List<StoredInstance> chain = new ArrayList<>();
    for (int index = 0; index < 400; index++) {
      chain.add(
          index == 0
              ? instance("n0", "{}")
              : instance("n" + index, "{}", resource("n" + (index - 1))));
    }
    State again = read(written(State.of("l", 1, chain), Layout.COMPACT));
    assertThat(dependencies(again, "n399")).hasSize(399);
  }

  @Test
  void toleratesWhatNewerVersionsAdd() {
    State state =
        read(
            """
            {"version":4,"terraform_version":"99.0.0","serial":7,"lineage":"l","colour":{"a":[1]},
             "outputs":{},"resources":[{"mode":"managed","type":"t","name":"n","smell":"good",
             "provider":"provider[\\"a.org/b/c\\"]","instances":[{"schema_version":0,
             "attributes":{},"taste":null}]}],
             "check_results":[{"object_kind":"moon","config_addr":"moon.a","status":"waxing",
             "objects":[{"object_addr":"moon.a","status":"fail","failure_messages":["no"]}]}]}
            """);
    assertThat(state.instances()).hasSize(1);
    assertThat(state.checkResults())
        .containsExactly(
            new CheckResult(
                "moon",
                "moon.a",
                CheckResult.Status.UNKNOWN,
                List.of(
                    new CheckResult.CheckedObject(
                        "moon.a", CheckResult.Status.FAIL, List.of("no")))));
  }

  @Test
  void readsProvidersAsOldVersionsWroteThem() {
    State state =
        read(
            """
            {"version":4,"serial":1,"lineage":"l","resources":[{"mode":"managed","type":"t",
             "name":"n","provider":"provider.aws.east","instances":[{"attributes":{}}]}]}
            """);
    assertThat(state.instances().firstEntry().getValue().provider().toString())
        .isEqualTo("provider[\"registry.opentofu.org/hashicorp/aws\"].east");
  }

  @Test
  void saysWhereAFileIsCutOff() throws IOException {
    String whole = sample();
    int length = whole.stripTrailing().length();
    for (int end = 1; end < length; end++) {
      Diagnostic error = error(whole.substring(0, end));
      assertThat(error.summary()).isEqualTo("State file cannot be read");
      assertThat(error.detail()).contains("x.tfstate", "Nothing was changed", "line ");
    }
  }

  @Test
  void explainsWhatIsWrongWithEditedFiles() {
    assertThat(error("{}").detail()).contains("it has no \"version\"");
    assertThat(error("[]").detail()).contains("an object is needed");
    assertThat(error("{\"version\":5}").detail()).contains("newer program");
    assertThat(error("{\"version\":3}").detail()).contains("upgrade it with Terraform");
    assertThat(error("{\"version\":4} x").detail()).contains("not well-formed");
    assertThat(error("{\"version\":4,\"serial\":\"one\"}").detail())
        .contains("a whole number is needed (line 1, column 23)");
    assertThat(error(resources("{\"mode\":\"odd\"}")).detail()).contains("\"odd\" is not a mode");
    assertThat(error(resources("{\"mode\":\"managed\"}")).detail()).contains("no type or no name");
    assertThat(error(resources(thing("[{}]"), thing("[{}]"))).detail())
        .contains("the object t.n occurs twice");
    assertThat(error(resources(thing("[{},{}]"))).detail()).contains("the object t.n occurs twice");
    assertThat(error(resources(thing("[{\"private\":\"?\"}]"))).detail()).contains("not base64");
    assertThat(error(resources(thing("[{\"attributes\":3}]"))).detail())
        .contains("an object is needed");
    assertThat(
            error(
                    resources(
                        "{\"mode\":\"managed\",\"type\":\"t\",\"name\":\"n\",\"instances\":[{}]}"))
                .detail())
        .contains("does not say its provider");
    assertThat(
            error("{\"version\":4,\"outputs\":{\"o\":{\"value\":\"x\",\"type\":\"number\"}}}")
                .detail())
        .contains("the output \"o\" does not have the type");
  }

  private static String resources(String... resources) {
    return "{\"version\":4,\"resources\":[" + String.join(",", resources) + "]}";
  }

  private static String thing(String instances) {
    return """
    {"mode":"managed","type":"t","name":"n","provider":"provider[\\"a.org/b/c\\"]",
     "instances":%s}\
    """
        .formatted(instances);
  }

  @Test
  void doesNotOverflowOnDeepNesting() {
    assertThat(error("{\"version\":4,\"resources\":" + "[".repeat(100_000)).summary())
        .isEqualTo("State file cannot be read");
    assertThat(
            error("{\"version\":4,\"unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .summary())
        .isEqualTo("State file cannot be read");
  }

  @Test
  void doesNotSayThatANewerFormatIsDamaged() {
    assertThat(error("{\"version\":5}").summary()).isEqualTo("State file of a newer format");
    assertThat(error("{\"version\":5}").detail()).doesNotContain("damaged", "backup");
  }

  @Test
  void keepsOutputsWithTheirTypes() throws IOException {
    Map<String, StoredOutput> outputs =
        Map.of(
            "list", new StoredOutput(Value.list(Type.STRING, List.of()), false),
            "secret", new StoredOutput(Value.of("s"), true));
    State again = read(written(State.empty("l").withOutputs(outputs), Layout.INDENTED));
    assertThat(again.outputs()).isEqualTo(outputs);
  }
}
