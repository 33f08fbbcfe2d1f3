package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conformance.provider.TestInstanceProvider;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/// OpenTofu's test data for commands that print JSON (`internal/command/testdata`).
final class CommandSuiteTest {
  private static final String EXPECTED = "output.json";

  /// What the data says of a plan; newer members are in no file of it.
  private static final Set<String> PLAN_MEMBERS =
      Set.of(
          "variables",
          "planned_values",
          "resource_drift",
          "resource_changes",
          "output_changes",
          "prior_state",
          "configuration",
          "errored");

  @TestFactory
  Stream<DynamicTest> showJson() {
    return folders("command/show-json", folder -> judgePlan(folder, TestInstanceProvider::plain));
  }

  @TestFactory
  Stream<DynamicTest> showJsonSensitive() {
    return folders(
        "command/show-json-sensitive",
        folder -> judgePlan(folder, TestInstanceProvider::withPassword));
  }

  @TestFactory
  Stream<DynamicTest> showJsonState() {
    return folders(
        "command/show-json-state",
        folder -> {
          try (Tool tool = tool(Tool.copyOf(folder), TestInstanceProvider::plain)) {
            judge(tool.run("show", "-json"), folder);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> providersSchema() {
    return folders(
        "command/providers-schema",
        folder -> {
          try (Tool tool = tool(Tool.copyOf(folder), TestInstanceProvider::withFunction)) {
            judge(tool.run("providers", "schema", "-json"), folder);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> validateValid() {
    return folders("command/validate-valid", folder -> judgeValidation("validate-valid", folder));
  }

  @TestFactory
  Stream<DynamicTest> validateInvalid() {
    return folders(
        "command/validate-invalid", folder -> judgeValidation("validate-invalid", folder));
  }

  /// One test for each folder with an expectation: the suite's own and those in it.
  private static Stream<DynamicTest> folders(String name, ThrowingConsumer<Path> judge) {
    Path suite = ConformanceData.folder(name);
    List<Path> cases =
        Stream.concat(Stream.of(suite), ConformanceData.entries(suite).stream())
            .filter(folder -> Files.exists(folder.resolve(EXPECTED)))
            .toList();
    return Suite.tests(name, cases, folder -> folder.getFileName().toString(), judge);
  }

  private static Tool tool(Path folder, Supplier<Provider> provider) {
    return Tool.in(folder, Map.of("test", provider));
  }

  private static void judge(Tool.Run run, Path folder) throws Exception {
    assertThat(run.errors()).isEmpty();
    Value expected = JsonComparison.parse(Files.readString(folder.resolve(EXPECTED)));
    assertThat(JsonComparison.text(JsonComparison.parse(run.output())))
        .isEqualTo(JsonComparison.text(expected));
  }

  private static void judgePlan(Path folder, Supplier<Provider> provider) throws Exception {
    Value expected = JsonComparison.parse(Files.readString(folder.resolve(EXPECTED)));
    try (Tool tool = tool(Tool.copyOf(folder), provider)) {
      if (!Files.exists(tool.folder().resolve("main.tf"))) {
        // The data lacks the file, but says what is in it.
        Files.writeString(tool.folder().resolve("main.tf"), ConfigurationFromJson.write(expected));
      }
      Tool.Run planned = tool.run("plan", "-out=saved.plan");
      Tool.Run shown = tool.run("show", "-json", "saved.plan");
      assertThat(shown.errors()).as(planned.errors()).isEmpty();
      assertThat(comparable(JsonComparison.parse(shown.output()))).isEqualTo(comparable(expected));
    }
  }

  private static String comparable(Value plan) throws Exception {
    Value neutral =
        JsonComparison.without(
            Set.of("terraform_version"), JsonComparison.only(PLAN_MEMBERS, plan));
    Map<String, Value> members = new TreeMap<>(JsonComparison.members(neutral));
    members.putIfAbsent("errored", Value.of(false));
    members.values().removeIf(member -> member.equals(Value.object(Map.of())));
    return JsonComparison.text(Value.object(members));
  }

  /// The data was made with the folders below another one.
  private static void judgeValidation(String suite, Path folder) throws Exception {
    Path base = Files.createTempDirectory("holdfast-conformance-");
    String name = folder.getFileName().toString();
    String place = "testdata/" + (name.equals(suite) ? suite : suite + "/" + name);
    Tool.copy(folder, Files.createDirectories(base.resolve(place)));
    try (Tool tool = tool(base, TestInstanceProvider::withNetworkInterfaces)) {
      Tool.Run run = tool.run("validate", "-json", place);
      assertThat(run.errors()).isEmpty();
      Value expected = JsonComparison.parse(Files.readString(folder.resolve(EXPECTED)));
      String output = run.output().replace(base + "/", "");
      assertThat(JsonComparison.text(neutral(JsonComparison.parse(output))))
          .isEqualTo(JsonComparison.text(neutral(expected)));
    }
  }

  private static Value neutral(Value value) {
    return JsonComparison.without(Set.of(), value);
  }
}
