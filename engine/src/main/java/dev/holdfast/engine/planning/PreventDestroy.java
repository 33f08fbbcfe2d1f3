package dev.holdfast.engine.planning;

import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Value;

/// `lifecycle { prevent_destroy = … }`.
///
/// @param diagnostics where a faulty condition is reported
record PreventDestroy(Diagnostics diagnostics, InstanceEvaluation instance) {

  /// Whether the object may be destroyed; if not, that is reported.
  boolean allows() {
    if (!isSet()) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
                "Instance cannot be destroyed",
                "Resource %s has lifecycle.prevent_destroy set, but the plan calls for this resource to"
                        .formatted(instance.address())
                    + " be destroyed. To avoid this error and continue with the plan, either disable"
                    + " lifecycle.prevent_destroy or reduce the scope of the plan using the -target"
                    + " option.",
                instance.resource().range())
            .about(instance.address().toString()));
    return false;
  }

  /// A condition that is faulty or not known yet counts as set: in doubt nothing is destroyed.
  private boolean isSet() {
    Expression condition = instance.resource().lifecycle().preventDestroy();
    if (condition == null) {
      return false;
    }
    Evaluation evaluation = Evaluator.evaluate(condition, instance.scope());
    diagnostics.addAll(evaluation.diagnostics());
    try {
      Value value = Conversion.convert(evaluation.value(), Type.BOOLEAN);
      return value.isNull() ? false : !(value instanceof BooleanValue known) || known.value();
    } catch (ConversionException mismatch) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid prevent_destroy value", mismatch.getMessage() + ".", condition.range()));
      return true;
    }
  }
}
