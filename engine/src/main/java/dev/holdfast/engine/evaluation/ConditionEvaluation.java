package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.ReferenceNotes;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates conditions with messages: validations, preconditions and postconditions.
public final class ConditionEvaluation {
  private final Diagnostics diagnostics;
  private final Scope scope;
  private final Notes notes;

  /// Is told how each condition came out.
  @FunctionalInterface
  private interface Notes {
    /// @param message of a condition that does not hold, else null
    void note(CheckResult.Status status, @Nullable String message);
  }

  public ConditionEvaluation(Diagnostics diagnostics, Scope scope) {
    this(diagnostics, scope, (status, message) -> {});
  }

  private ConditionEvaluation(Diagnostics diagnostics, Scope scope, Notes notes) {
    this.diagnostics = diagnostics;
    this.scope = scope;
    this.notes = notes;
  }

  /// The same, telling also how each condition came out.
  ///
  /// @param kind of what has the conditions: `resource`, `output`, `check` or `var`
  /// @param address of it in the configuration
  /// @param object the instance
  public ConditionEvaluation notingTo(
      CheckResults results, String kind, String address, String object) {
    return new ConditionEvaluation(
        diagnostics,
        scope,
        (status, message) -> results.note(kind, address, object, status, message));
  }

  /// The conditions of a resource instance.
  ///
  /// @param scope of the instance, with `self` where there is one
  public static ConditionEvaluation of(
      InstanceEvaluation instance, Scope scope, Diagnostics diagnostics) {
    return new ConditionEvaluation(diagnostics, scope)
        .notingTo(
            instance.module().evaluation().checks(),
            "resource",
            instance.address().configuration().toString(),
            instance.address().toString());
  }

  /// Whether the condition holds. One that is not known yet holds for now: it is checked again when
  /// the plan is applied. One that does not hold, or is faulty, is reported.
  ///
  /// @param summary of the diagnostic when it does not hold
  /// @param subject what to blame, or null for the condition itself
  /// @param addition appended to the author's message
  public boolean check(
      CheckRule rule, String summary, @Nullable SourceRange subject, String addition) {
    return switch (evaluate(rule, summary, subject, addition)) {
      case PASS, UNKNOWN -> true;
      case FAIL, ERROR -> false;
    };
  }

  /// The same, with what is not known yet and what is faulty told apart.
  public CheckResult.Status evaluate(
      CheckRule rule, String summary, @Nullable SourceRange subject, String addition) {
    Evaluation evaluation = Evaluator.evaluate(rule.condition(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      notes.note(CheckResult.Status.ERROR, null);
      return CheckResult.Status.ERROR;
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
    if (!(condition instanceof BooleanValue(boolean holds, var _))) {
      notes.note(CheckResult.Status.UNKNOWN, null);
      return CheckResult.Status.UNKNOWN;
    }
    if (holds) {
      notes.note(CheckResult.Status.PASS, null);
      return CheckResult.Status.PASS;
    }
    String message = message(rule);
    notes.note(CheckResult.Status.FAIL, message);
    diagnostics.add(
        Diagnostic.error(
                summary, message + addition, subject == null ? rule.condition().range() : subject)
            .withNotes(ReferenceNotes.of(rule.condition(), scope)));
    return CheckResult.Status.FAIL;
  }

  /// Whether all the conditions hold; each that does not is reported.
  public boolean checkAll(List<CheckRule> rules, String summary) {
    boolean hold = true;
    for (CheckRule rule : rules) {
      hold &= check(rule, summary, null, "");
    }
    return hold;
  }

  private CheckResult.Status invalid(CheckRule rule, String detail) {
    notes.note(CheckResult.Status.ERROR, null);
    diagnostics.add(Diagnostic.error("Invalid condition result", detail, rule.condition().range()));
    return CheckResult.Status.ERROR;
  }

  private String message(CheckRule rule) {
    Evaluation evaluation = Evaluator.evaluate(rule.errorMessage(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    Set<Mark> marks = Marks.of(evaluation.value());
    if (marks.contains(Mark.SENSITIVE)) {
      return hidden(rule, "sensitive", "nonsensitive");
    }
    if (marks.contains(Mark.EPHEMERAL)) {
      return hidden(rule, "ephemeral", "ephemeralasnull");
    }
    try {
      return Conversion.convert(Marks.strip(evaluation.value()), Type.STRING)
              instanceof StringValue(String text, var _)
          ? text.strip()
          : "The error message is not known yet.";
    } catch (ConversionException mismatch) {
      return "The error message is not a string: " + mismatch.getMessage() + ".";
    }
  }

  /// What stands in place of a message that must not be shown; the author is told.
  private String hidden(CheckRule rule, String kind, String function) {
    diagnostics.add(
        Diagnostic.warning(
            "Error message refers to %s values".formatted(kind),
            "The message of this condition holds %s values, so it is not shown. Take them out of it,"
                    .formatted(kind)
                + " or wrap them in %s() where they give nothing away.".formatted(function),
            rule.errorMessage().range()));
    return "This check failed, but its message holds %s values and is not shown.".formatted(kind);
  }
}
