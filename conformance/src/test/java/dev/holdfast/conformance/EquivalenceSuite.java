package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// OpenTofu's equivalence tests: what plan, apply and show print, as text and as JSON. Each test is
/// run once with one kind of providers.
final class EquivalenceSuite {
  /// What is known to fail is so whatever providers are taken.
  private static final String KNOWN = "equivalence";

  private final String name;
  private final EquivalenceProviders providers;
  private final Map<Path, EquivalenceRun> runs = new ConcurrentHashMap<>();

  /// @param name to print before the score
  EquivalenceSuite(String name, EquivalenceProviders providers) {
    this.name = name;
    this.providers = providers;
  }

  /// One file that a test is to print.
  private record Case(Path test, Path expected) {
    String label() {
      return test.getFileName() + "/" + name();
    }

    String name() {
      return expected.getFileName().toString();
    }
  }

  Stream<DynamicTest> json() {
    return Suite.tests(
        name + "/json",
        KNOWN + "/json",
        cases(List.of("plan.json", "apply.json", "state.json")),
        Case::label,
        each -> {
          String expected = Files.readString(each.expected());
          String printed = printed(each);
          if (each.name().equals("apply.json")) {
            assertThat(EquivalenceText.eventsOfLines(printed))
                .isEqualTo(EquivalenceText.eventsOfArray(expected));
          } else {
            assertThat(EquivalenceText.document(printed))
                .isEqualTo(EquivalenceText.document(expected));
          }
        });
  }

  Stream<DynamicTest> text() {
    return Suite.tests(
        name + "/text",
        KNOWN + "/text",
        cases(List.of("plan", "state")),
        Case::label,
        each ->
            assertThat(EquivalenceText.comparable(printed(each)))
                .isEqualTo(EquivalenceText.comparable(Files.readString(each.expected()))));
  }

  private String printed(Case each) throws Exception {
    EquivalenceRun run = runs.get(each.test());
    if (run == null) {
      run = EquivalenceRun.of(each.test(), providers);
      runs.put(each.test(), run);
    }
    return run.outputs().getOrDefault(each.name(), "");
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
}
