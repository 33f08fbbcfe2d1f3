package dev.holdfast.conformance;

import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The commands of one equivalence test, run in a copy of its folder, with what they printed.
///
/// @param outputs by the names of the files that they are compared with
record EquivalenceRun(Map<String, String> outputs) {
  private static final String PLAN = "equivalence_test_plan";

  private record Step(List<String> words, String output) {}

  /// What is run where a test says nothing else; `init` is not needed.
  private static final List<Step> COMMANDS =
      List.of(
          new Step(List.of("plan", "-out=" + PLAN, "-no-color"), "plan"),
          new Step(List.of("apply", "-json", PLAN), "apply.json"),
          new Step(List.of("show"), "state"),
          new Step(List.of("show", "-json"), "state.json"),
          new Step(List.of("show", "-json", PLAN), "plan.json"));

  static EquivalenceRun of(Path test, EquivalenceProviders providers) throws Exception {
    Map<String, String> outputs = new HashMap<>();
    Path folder = Tool.copyOf(test);
    try (Tool tool = providers.tool(folder)) {
      for (Step step : steps(test)) {
        Tool.Run run = tool.run(step.words());
        outputs.put(step.output(), run.output() + run.errors());
      }
    }
    return new EquivalenceRun(outputs);
  }

  private static List<Step> steps(Path test) throws Exception {
    Path file = test.resolve("spec.json");
    Value specification =
        Files.exists(file) ? JsonComparison.parse(Files.readString(file)) : Values.EMPTY_OBJECT;
    Value ignored = JsonComparison.members(specification).get("ignore_fields");
    if (ignored != null && !JsonComparison.members(ignored).isEmpty()) {
      throw new IOException(file + " ignores fields, which is not known here");
    }
    Value commands = JsonComparison.members(specification).get("commands");
    return commands == null
        ? COMMANDS
        : JsonComparison.elements(commands).stream().map(EquivalenceRun::step).toList();
  }

  private static Step step(Value command) {
    List<String> words =
        JsonComparison.elements(
                JsonComparison.members(command).getOrDefault("arguments", Values.EMPTY_TUPLE))
            .stream()
            .map(EquivalenceRun::text)
            .toList();
    Value output = JsonComparison.members(command).getOrDefault("output_file_name", Value.of(""));
    return new Step(words, text(output));
  }

  private static String text(Value value) {
    return ((StringValue) value).value();
  }
}
