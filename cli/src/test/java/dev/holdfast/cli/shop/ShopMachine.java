package dev.holdfast.cli.shop;

import dev.holdfast.lab.Checkup.Verdict;
import dev.holdfast.lab.Doctor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets the shop be tested only where labs can be made, and says why not elsewhere.
final class ShopMachine implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      String problems =
          new Doctor()
              .examine().stream()
                  .filter(checkup -> checkup.verdict() == Verdict.PROBLEM)
                  .map(checkup -> checkup.name() + ": " + checkup.found())
                  .collect(Collectors.joining("; "));
      return problems.isEmpty()
          ? ConditionEvaluationResult.enabled("this machine can have labs")
          : ConditionEvaluationResult.disabled(problems);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
