package dev.holdfast.lab;

import dev.holdfast.lab.Checkup.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets a test run only where labs can be made, and says why not elsewhere.
final class MachineCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String problems;
    try {
      problems =
          new Doctor()
              .examine().stream()
                  .filter(checkup -> checkup.verdict() == Verdict.PROBLEM)
                  .map(checkup ->
                      checkup.name() + ": " + checkup.found() + " (" + checkup.advice() + ")")
                  .collect(Collectors.joining("; "));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    if (problems.isEmpty()) {
      return ConditionEvaluationResult.enabled("this machine can have labs");
    }
    System.getLogger(MachineCondition.class.getName())
        .log(
            System.Logger.Level.WARNING, "{0} is skipped: {1}", context.getDisplayName(), problems);
    return ConditionEvaluationResult.disabled(problems);
  }
}
