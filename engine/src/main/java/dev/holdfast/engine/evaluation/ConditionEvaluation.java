package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Evaluates conditions with messages: validations, preconditions and postconditions.
public final class ConditionEvaluation {
  private final Diagnostics diagnostics;
  private final Scope scope;

  public ConditionEvaluation(Diagnostics diagnostics, Scope scope) {
    this.diagnostics = diagnostics;
    this.scope = scope;
  }

  /// Whether the condition holds. One that is not known yet holds for now: it is checked again when
  /// the plan is applied. One that does not hold, or is faulty, is reported.
  ///
  /// @param summary of the diagnostic when it does not hold
  /// @param subject what to blame, or null for the condition itself
  /// @param addition appended to the author's message
  public boolean check(
      CheckRule rule, String summary, @Nullable SourceRange subject, String addition) {
    Evaluation evaluation = Evaluator.evaluate(rule.condition(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return false;
    }
    Value condition;
    try {
      condition = Conversion.convert(evaluation.value(), Type.BOOLEAN);
    } catch (ConversionException mismatch) {
      return invalid(rule, "Invalid condition result value: " + mismatch.getMessage() + ".");
    }
    if (condition.isNull()) {
      return invalid(rule, "Condition expression must return either true or false, not null.");
    }
    if (!(condition instanceof BooleanValue(boolean holds, var marks)) || holds) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
            summary,
            message(rule) + addition,
            subject == null ? rule.condition().range() : subject));
    return false;
  }

  private boolean invalid(CheckRule rule, String detail) {
    diagnostics.add(Diagnostic.error("Invalid condition result", detail, rule.condition().range()));
    return false;
  }

  private String message(CheckRule rule) {
    Evaluation evaluation = Evaluator.evaluate(rule.errorMessage(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (Marks.isSensitive(evaluation.value())) {
      return "The error message included a sensitive value, so it will not be displayed.";
    }
    try {
      return Conversion.convert(Marks.strip(evaluation.value()), Type.STRING)
              instanceof StringValue(String text, var marks)
          ? text.strip()
          : "The error message is not known yet.";
    } catch (ConversionException mismatch) {
      return "The error message is not a string: " + mismatch.getMessage() + ".";
    }
  }
}
