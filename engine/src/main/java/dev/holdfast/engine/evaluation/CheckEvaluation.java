package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.Check;
import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Severity;

/// Evaluates `check` blocks. They only warn, whatever is wrong.
public final class CheckEvaluation {
  private CheckEvaluation() {}

  /// Evaluates the checks of every module instance; each assertion that does not hold, or cannot be
  /// evaluated, becomes a warning. One that is not known yet holds for now.
  public static void warn(ConfigurationEvaluation evaluation) {
    evaluation.forEachModule(module -> {
      for (Check check : module.module().checks().values()) {
        Diagnostics found = new Diagnostics();
        ConditionEvaluation conditions = new ConditionEvaluation(found, module.scope());
        for (CheckRule assertion : check.assertions()) {
          conditions.check(assertion, "Check block assertion failed", null, "");
        }
        for (Diagnostic each : found.list()) {
          evaluation.diagnostics().add(asWarning(each));
        }
      }
    });
  }

  private static Diagnostic asWarning(Diagnostic found) {
    return new Diagnostic(
        Severity.WARNING,
        found.summary(),
        found.detail(),
        found.subject(),
        found.context(),
        found.notes(),
        found.address());
  }
}
