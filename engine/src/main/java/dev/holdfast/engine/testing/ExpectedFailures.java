package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the failures that a run expects from the others.
///
/// A condition that does not hold is known by its summary and its place: no two conditions stand at
/// one place, and what is wrong with a condition itself has another summary.
final class ExpectedFailures {
  private static final String OF_CHECK = "Check block assertion failed";
  private static final Set<String> OF_CONDITIONS =
      Set.of(
          "Invalid value for variable",
          "Module output value precondition failed",
          "Resource precondition failed",
          "Resource postcondition failed",
          OF_CHECK);

  private final List<TestRun.ExpectedFailure> expected;
  private final Map<SourceRange, String> names = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  ExpectedFailures(Module root, TestRun run) {
    this.expected = run.expectedFailures();
    root.variables().values().forEach(each -> names.put(each.range(), "var." + each.name()));
    root.outputs()
        .values()
        .forEach(output -> remember(output.preconditions(), "output." + output.name()));
    root.checks().values().forEach(check -> remember(check.assertions(), "check." + check.name()));
    root.resources()
        .values()
        .forEach(resource -> {
          remember(resource.lifecycle().preconditions(), resource.address().toString());
          remember(resource.lifecycle().postconditions(), resource.address().toString());
        });
  }

  private void remember(List<CheckRule> rules, String name) {
    rules.forEach(rule -> names.put(rule.condition().range(), name));
  }

  /// What is left of diagnostics without the expected ones. A check that fails unexpectedly is an
  /// error in a test.
  List<Diagnostic> judge(List<Diagnostic> found) {
    Set<Diagnostic> left = new LinkedHashSet<>();
    for (Diagnostic each : found) {
      if (isExpected(each)) {
        seen.add(String.valueOf(name(each)));
      } else {
        left.add(each.summary().equals(OF_CHECK) ? asError(each) : each);
      }
    }
    return List.copyOf(left);
  }

  /// The same for a plan that is about to be applied, after which checks are evaluated anew. What
  /// is expected must not happen so early: then nothing is applied.
  List<Diagnostic> judgeBeforeApply(List<Diagnostic> found) {
    Set<Diagnostic> left = new LinkedHashSet<>();
    for (Diagnostic each : found) {
      if (each.isError() && isExpected(each)) {
        left.add(
            Diagnostic.error(
                "Expected failure while planning",
                ("%s was expected to fail and does so while planning already, so this run could not"
                        + " be applied. Set command = plan for a run that expects this.\n\n%s: %s")
                    .formatted(name(each), each.summary(), each.detail()),
                each.subject()));
      } else if (!each.summary().equals(OF_CHECK)) {
        left.add(each);
      }
    }
    return List.copyOf(left);
  }

  /// One error for each expected failure that did not happen.
  List<Diagnostic> missing() {
    List<Diagnostic> missing = new ArrayList<>();
    for (TestRun.ExpectedFailure each : expected) {
      if (!seen.contains(each.name())) {
        missing.add(
            Diagnostic.error(
                "Missing expected failure",
                "The checkable object, %s, was expected to report an error but did not."
                    .formatted(each.name()),
                each.range()));
      }
    }
    return missing;
  }

  private boolean isExpected(Diagnostic diagnostic) {
    String name = name(diagnostic);
    return name != null && expected.stream().anyMatch(each -> each.name().equals(name));
  }

  /// What of the root module failed; null where it is something else.
  private @Nullable String name(Diagnostic diagnostic) {
    return OF_CONDITIONS.contains(diagnostic.summary()) && diagnostic.subject() != null
        ? names.get(diagnostic.subject())
        : null;
  }

  private static Diagnostic asError(Diagnostic found) {
    return new Diagnostic(
        Severity.ERROR,
        found.summary(),
        found.detail(),
        found.subject(),
        found.context(),
        found.notes(),
        found.address(),
        found.topic());
  }
}
