package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// OpenTofu's equivalence tests: what plan, apply and show print, as text and as JSON.
final class EquivalenceSuiteTest {
  private static final Set<String> CHANGING =
      Set.of("terraform_version", "timestamp", "@timestamp", "@module", "elapsed_seconds");

  private static final Map<Path, EquivalenceRun> RUNS = new ConcurrentHashMap<>();

  /// One file that a test is to print.
  private record Case(Path test, Path expected) {
    String label() {
      return test.getFileName() + "/" + name();
    }

    String name() {
      return expected.getFileName().toString();
    }

    String printed() throws Exception {
      EquivalenceRun run = RUNS.get(test);
      if (run == null) {
        run = EquivalenceRun.of(test);
        RUNS.put(test, run);
      }
      String output = run.outputs().get(name());
      return output == null ? "" : output;
    }
  }

  @TestFactory
  Stream<DynamicTest> json() {
    return Suite.tests(
        "equivalence/json",
        cases(List.of("plan.json", "apply.json", "state.json")),
        Case::label,
        each -> {
          String expected = Files.readString(each.expected());
          if (each.name().equals("apply.json")) {
            Value events = JsonComparison.parse(expected);
            assertThat(events(each.printed().lines().map(EquivalenceSuiteTest::parse).toList()))
                .isEqualTo(events(JsonComparison.elements(events)));
          } else {
            assertThat(document(each.printed())).isEqualTo(document(expected));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> text() {
    return Suite.tests(
        "equivalence/text",
        cases(List.of("plan", "state")),
        Case::label,
        each ->
            assertThat(comparable(each.printed()))
                .isEqualTo(comparable(Files.readString(each.expected()))));
  }

  private static List<Case> cases(List<String> names) {
    Path folder = ConformanceData.folder("equivalence");
    List<Case> cases = new ArrayList<>();
    for (Path test : ConformanceData.entries(folder.resolve("tests"))) {
      for (String name : names) {
        Path expected = folder.resolve("outputs").resolve(test.getFileName()).resolve(name);
        if (Files.exists(expected)) {
          cases.add(new Case(test, expected));
        }
      }
    }
    return cases;
  }

  private static Value parse(String json) {
    try {
      return JsonComparison.parse(json);
    } catch (Exception fault) {
      throw new AssertionError(json, fault);
    }
  }

  private static String document(String json) throws Exception {
    return JsonComparison.text(JsonComparison.without(CHANGING, parse(json)));
  }

  /// The events of each object in their order. Those of different objects come in any order.
  private static String events(List<Value> events) throws Exception {
    Map<String, List<Value>> byObject = new TreeMap<>();
    for (Value event : events) {
      Map<String, Value> members = JsonComparison.members(event);
      if (!Value.of("version").equals(members.get("type"))) {
        byObject
            .computeIfAbsent(object(members), key -> new ArrayList<>())
            .add(withoutElapsed(JsonComparison.without(CHANGING, event)));
      }
    }
    Map<String, Value> shown = new LinkedHashMap<>();
    byObject.forEach((object, list) -> shown.put(object, Value.tuple(list)));
    return JsonComparison.text(Value.object(shown));
  }

  private static String object(Map<String, Value> event) {
    for (String member : List.of("hook", "change")) {
      Value about = event.get(member);
      Value resource = about == null ? null : JsonComparison.members(about).get("resource");
      if (resource != null
          && JsonComparison.members(resource).get("addr") instanceof StringValue address) {
        return address.value();
      }
    }
    return "";
  }

  private static Value withoutElapsed(Value event) {
    Map<String, Value> members = new TreeMap<>(JsonComparison.members(event));
    members.computeIfPresent(
        "@message",
        (name, message) ->
            Value.of(((StringValue) message).value().replaceAll(" after \\d+s", " after 0s")));
    return Value.object(members);
  }

  /// The text with sentences on one line, since the length of the tool's name moves their breaks,
  /// and with the lines on what was looked at in one order.
  private static String comparable(String text) {
    List<String> lines = new ArrayList<>();
    List<String> progress = new ArrayList<>();
    boolean sentence = false;
    for (String line : JsonComparison.neutral(text).strip().split("\n", -1)) {
      boolean continues = !line.isBlank() && Character.isLetter(line.charAt(0));
      if (line.contains(": Refreshing state...") || line.contains(": Read")) {
        progress.add(line);
      } else if (continues && sentence) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line);
      } else {
        lines.add(line);
      }
      sentence = continues && !line.endsWith(":");
    }
    return Stream.concat(progress.stream().sorted(), lines.stream())
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
