package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Repetition;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates `count`, `for_each` and `enabled`. A faulty one is reported and treated as not known
/// yet, so that what refers to it raises no further noise.
final class ExpansionEvaluation {
  /// More than this is taken for a mistake; also the limit of what a plan can show to a person.
  private static final int LARGEST_COUNT = 1_000_000;

  private static final String FOR_EACH_SUMMARY = "Invalid for_each argument";
  private static final String COUNT_SUMMARY = "Invalid count argument";

  /// Null for a provider configuration.
  private final @Nullable TargetAddress subject;

  private final ConfigurationEvaluation evaluation;
  private final Scope scope;
  private final Diagnostics diagnostics;
  private final boolean validating;
  private final boolean applying;

  /// Of a resource or a module call.
  ///
  /// @param subject its address, without a key of its own
  ExpansionEvaluation(ModuleEvaluation module, TargetAddress subject) {
    this(module, module.scope(), subject);
  }

  /// Of a provider configuration.
  ExpansionEvaluation(ModuleEvaluation module, Scope scope) {
    this(module, scope, null);
  }

  private ExpansionEvaluation(
      ModuleEvaluation module, Scope scope, @Nullable TargetAddress subject) {
    this.subject = subject;
    this.evaluation = module.evaluation();
    this.scope = scope;
    this.diagnostics = module.diagnostics();
    this.validating = module.evaluation().settings().validating();
    this.applying = module.evaluation().isApplying();
  }

  /// The instances that the arguments ask for. Linear in their number.
  Expansion expand(Repetition repetition) {
    if (repetition.count() != null) {
      return count(repetition.count());
    }
    if (repetition.forEach() != null) {
      return forEach(repetition.forEach());
    }
    if (repetition.enabled() != null) {
      return enabled(repetition.enabled());
    }
    return Expansion.SINGLE;
  }

  private Expansion count(Expression expression) {
    Value value = evaluate(expression, COUNT_SUMMARY, "count");
    if (value == null) {
      return Expansion.DEFERRED;
    }
    if (value.isNull()) {
      return fault(
          expression,
          COUNT_SUMMARY,
          "The given \"count\" argument value is null. An integer is required.");
    }
    Value number;
    try {
      number = Conversion.convert(value, Type.NUMBER);
    } catch (ConversionException mismatch) {
      return fault(
          expression,
          COUNT_SUMMARY,
          "The given \"count\" argument value is unsuitable: " + mismatch.getMessage() + ".");
    }
    if (!(number instanceof NumberValue known)) {
      return unknown(expression, "count", "how many instances there will be");
    }
    if (!known.value().isWhole()) {
      return fault(
          expression,
          COUNT_SUMMARY,
          "The given \"count\" argument value is unsuitable: a whole number is required.");
    }
    if (known.value().compareTo(dev.holdfast.hcl.number.Number512.of(0)) < 0) {
      return fault(
          expression,
          COUNT_SUMMARY,
          "The given \"count\" argument value is unsuitable: must be greater than or equal to"
              + " zero.");
    }
    if (known.value().compareTo(dev.holdfast.hcl.number.Number512.of(LARGEST_COUNT)) > 0) {
      return fault(
          expression,
          COUNT_SUMMARY,
          "The given \"count\" argument value is unsuitable: at most %d instances are possible."
              .formatted(LARGEST_COUNT));
    }
    return Expansion.counted((int) known.value().longValueExact());
  }

  private Expansion forEach(Expression expression) {
    Value value = evaluate(expression, FOR_EACH_SUMMARY, "for_each");
    if (value == null) {
      return Expansion.DEFERRED;
    }
    if (value.isNull()) {
      return fault(
          expression,
          FOR_EACH_SUMMARY,
          "The given \"for_each\" argument value is unsuitable: the given \"for_each\" argument"
              + " value is null. A map, or set of strings is allowed.");
    }
    return switch (value) {
      case MapValue map -> Expansion.forEach(map.elements());
      case ObjectValue object -> Expansion.forEach(object.attributes());
      case SetValue set -> forEach(set, expression);
      default ->
          value.isKnown()
              ? fault(
                  expression,
                  FOR_EACH_SUMMARY,
                  "The given \"for_each\" argument value is unsuitable: the \"for_each\" argument"
                      + " must be a map, or set of strings, and you have provided a value of type "
                      + value.type().friendlyName()
                      + ".")
              : unknown(
                  expression, "for_each", "the full set of keys that will identify the instances");
    };
  }

  private Expansion forEach(SetValue set, Expression expression) {
    Map<String, Value> elements = new LinkedHashMap<>();
    for (Value element : set.elements()) {
      switch (element) {
        case StringValue string -> elements.put(string.value(), string);
        case Value other when !other.isKnown() -> {
          return unknown(
              expression, "for_each", "the full set of keys that will identify the instances");
        }
        default -> {
          return fault(
              expression,
              FOR_EACH_SUMMARY,
              "The given \"for_each\" argument value is unsuitable: \"for_each\" supports maps and"
                  + " sets of strings, but you have provided a set containing type "
                  + set.type().element().friendlyName()
                  + (element.isNull() ? ", or a null." : "."));
        }
      }
    }
    return Expansion.forEach(elements);
  }

  private Expansion enabled(Expression expression) {
    Value value = evaluate(expression, "Invalid enabled argument", "enabled");
    if (value == null) {
      return Expansion.DEFERRED;
    }
    try {
      Value condition = Conversion.convert(value, Type.BOOLEAN);
      if (condition instanceof BooleanValue(boolean enabled, var marks)) {
        return Expansion.enabled(enabled);
      }
      if (!condition.isKnown()) {
        return unknown(expression, "enabled", "whether there is an instance");
      }
    } catch (ConversionException mismatch) {
      return fault(
          expression,
          "Invalid enabled argument",
          "The given \"enabled\" argument value is unsuitable: " + mismatch.getMessage() + ".");
    }
    return fault(
        expression,
        "Invalid enabled argument",
        "The given \"enabled\" argument value is null. True or false is required.");
  }

  /// The value without marks, or null where it is faulty.
  private @Nullable Value evaluate(Expression expression, String summary, String argument) {
    Evaluation evaluation = Evaluator.passOn(expression, scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return null;
    }
    Value value = evaluation.value();
    for (Mark mark : value.marks()) {
      String kind =
          switch (mark) {
            case Mark.Sensitive _ -> "Sensitive";
            case Mark.Ephemeral _ -> "Ephemeral";
            case Mark.Deprecation _ -> "";
          };
      if (!kind.isEmpty()) {
        fault(
            expression,
            summary,
            "%s values, or values derived from %s values, cannot be used as %s arguments, since they would show in the addresses of the instances."
                .formatted(kind, kind.toLowerCase(Locale.ROOT), argument));
        return null;
      }
    }
    return value.unmark();
  }

  private Expansion unknown(Expression expression, String argument, String what) {
    if (validating) {
      return Expansion.anyInstance(argument.equals("count"));
    }
    if (applying) {
      // Only what is not in the plan can be unknown then: it has its turn in another run.
      return Expansion.DEFERRED;
    }
    UnknownExpansion unknown = new UnknownExpansion(subject, argument, what, expression.range());
    if (subject == null || !evaluation.defers(unknown)) {
      diagnostics.add(unknown.asError(List.of()));
    }
    return Expansion.DEFERRED;
  }

  private Expansion fault(Expression expression, String summary, String detail) {
    diagnostics.add(Diagnostic.error(summary, detail, expression.range()));
    return Expansion.DEFERRED;
  }
}
