package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.config.ProviderBinding;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates the key in `provider = aws.by_region[each.key]`.
final class ProviderInstanceKey {
  private static final String SUMMARY = "Invalid provider instance key";

  private ProviderInstanceKey() {}

  /// The key of the provider instance that one resource instance uses; none where the provider has
  /// no instances; null after a fault, which is reported.
  static @Nullable InstanceKey of(ProviderBinding binding, InstanceEvaluation instance) {
    Expression key = binding.key();
    if (key == null) {
      return InstanceKey.none();
    }
    ModuleEvaluation module = instance.module();
    // Either the resource itself names the key, or a module call around it.
    Scope scope =
        binding.keyModule().equals(module.module().path())
            ? instance.scope()
            : module.scopeOfCallIn(binding.keyModule());
    Evaluation evaluation = Evaluator.evaluate(key, scope);
    module.diagnostics().addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return null;
    }
    String fault = fault(evaluation.value(), instance);
    if (fault == null) {
      try {
        return InstanceKey.of(
            ((StringValue) Conversion.convert(Marks.strip(evaluation.value()), Type.STRING))
                .value());
      } catch (ConversionException mismatch) {
        fault = "The given instance key is unsuitable: " + mismatch.getMessage() + ".";
      }
    }
    module
        .diagnostics()
        .add(Diagnostic.error(SUMMARY, fault, key.range()).about(instance.address().toString()));
    return null;
  }

  private static @Nullable String fault(Value value, InstanceEvaluation instance) {
    Set<Mark> marks = Marks.of(value);
    if (marks.contains(Mark.SENSITIVE)) {
      return "A provider instance key must not be derived from a sensitive value.";
    }
    if (marks.contains(Mark.EPHEMERAL)) {
      return "A provider instance key must not be derived from an ephemeral value.";
    }
    if (value.isNull()) {
      return "A provider instance key must not be null.";
    }
    if (!value.isKnown()) {
      return "The provider instance key for %s depends on values that only an apply can tell, so it is not known which provider instance is to plan it."
          .formatted(instance.address());
    }
    return null;
  }
}
