package dev.holdfast.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;

/// Runs the cases of one suite and prints its score, `suite passed/total`.
final class Suite {
  private final String name;
  private final String known;
  private final KnownFailures knownFailures = KnownFailures.read();
  private int passed;

  private Suite(String name, String known) {
    this.name = name;
    this.known = known;
  }

  /// One test a case, and at the end one that prints the score.
  ///
  /// @param name the suite's folder within the test data
  /// @param label what a case is called after the suite's name
  /// @param judge throws when the case does not hold
  static <T> Stream<DynamicTest> tests(
      String name, List<T> cases, Function<T, String> label, ThrowingConsumer<T> judge) {
    return tests(name, name, cases, label, judge);
  }

  /// The same for a suite that is run in several ways, and fails in all of them where it does under
  /// the name of the first.
  ///
  /// @param known that name
  static <T> Stream<DynamicTest> tests(
      String name,
      String known,
      List<T> cases,
      Function<T, String> label,
      ThrowingConsumer<T> judge) {
    Suite suite = new Suite(name, known);
    List<DynamicTest> tests = new ArrayList<>();
    for (T each : cases) {
      String caseName = label.apply(each);
      tests.add(
          DynamicTest.dynamicTest(caseName, () -> suite.run(caseName, () -> judge.accept(each))));
    }
    tests.add(
        DynamicTest.dynamicTest(
            "score",
            () -> {
              System.out.println(name + " " + suite.passed + "/" + cases.size());
              if (cases.isEmpty()) {
                throw new AssertionError("The suite " + name + " has no cases.");
              }
            }));
    return tests.stream();
  }

  /// One test for each file or folder in the suite's folder.
  static Stream<DynamicTest> ofEntries(String name, ThrowingConsumer<Path> judge) {
    List<Path> entries = ConformanceData.entries(ConformanceData.folder(name));
    return tests(name, entries, path -> path.getFileName().toString(), judge);
  }

  private void run(String caseName, Executable judge) throws Throwable {
    String listed =
        Stream.of(name, known)
            .map(suite -> suite + "/" + caseName)
            .filter(knownFailures::contains)
            .findFirst()
            .orElse("");
    try {
      judge.execute();
    } catch (Exception | AssertionError | StackOverflowError failure) {
      if (!listed.isEmpty()) {
        return;
      }
      throw failure;
    }
    passed++;
    if (!listed.isEmpty()) {
      throw new AssertionError(listed + " passes: take it out of known-failures.txt.");
    }
  }
}
