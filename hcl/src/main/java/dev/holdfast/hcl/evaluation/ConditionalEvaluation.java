package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.ConditionalExpression;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Optional;

/// Evaluates `condition ? whenTrue : whenFalse`. The result has the type that both branches convert
/// to, whichever is taken, so both are evaluated; only the faults of the one taken count.
final class ConditionalEvaluation {
  private final Evaluator evaluator;
  private final ConditionalExpression conditional;
  private final Scope scope;

  private ConditionalEvaluation(
      Evaluator evaluator, ConditionalExpression conditional, Scope scope) {
    this.evaluator = evaluator;
    this.conditional = conditional;
    this.scope = scope;
  }

  static Value value(Evaluator evaluator, ConditionalExpression conditional, Scope scope) {
    return new ConditionalEvaluation(evaluator, conditional, scope).run();
  }

  private Value run() {
    Evaluation whenTrue = evaluator.apart(conditional.whenTrue(), scope);
    Evaluation whenFalse = evaluator.apart(conditional.whenFalse(), scope);
    Optional<Type> common = commonType(whenTrue.value(), whenFalse.value());
    if (common.isEmpty()) {
      return inconsistent(whenTrue.value().type(), whenFalse.value().type());
    }
    Type type = common.get();
    Value given = evaluator.value(conditional.condition(), scope);
    if (given.isNull()) {
      return fault(
          "Null condition",
          "The condition value is null. Conditions must either be true or false.",
          type);
    }
    Value condition;
    try {
      condition = Conversion.convert(given, Type.BOOLEAN);
    } catch (ConversionException e) {
      return fault(
          "Incorrect condition type", "The condition expression must be of type bool.", type);
    }
    if (condition instanceof BooleanValue truth) {
      Evaluation chosen = truth.value() ? whenTrue : whenFalse;
      evaluator.add(chosen.diagnostics());
      return converted(chosen.value(), type, truth.value()).mark(condition.marks());
    }
    Value either = EitherValue.of(whenTrue.value(), whenFalse.value(), type);
    return either
        .mark(condition.marks())
        .mark(whenTrue.value().marks())
        .mark(whenFalse.value().marks());
  }

  private static Optional<Type> commonType(Value whenTrue, Value whenFalse) {
    if (isUntypedNull(whenTrue)) {
      return Optional.of(whenFalse.type());
    }
    if (isUntypedNull(whenFalse)) {
      return Optional.of(whenTrue.type());
    }
    if (whenTrue.type() instanceof DynamicType || whenFalse.type() instanceof DynamicType) {
      return Optional.of(Type.DYNAMIC);
    }
    if (whenTrue.type().equals(whenFalse.type())) {
      return Optional.of(whenTrue.type());
    }
    return TypeUnification.unifyUnsafe(List.of(whenTrue.type(), whenFalse.type()));
  }

  private static boolean isUntypedNull(Value value) {
    return value.isNull() && value.type() instanceof DynamicType;
  }

  private Value converted(Value value, Type type, boolean branch) {
    try {
      return Conversion.convert(value, type);
    } catch (ConversionException e) {
      var faulty = branch ? conditional.whenTrue() : conditional.whenFalse();
      evaluator.fault(
          Diagnostic.error(
                  "Inconsistent conditional result types",
                  "The %s result value has the wrong type: %s.".formatted(branch, e.getMessage()),
                  faulty.range())
              .withContext(conditional.range()),
          conditional,
          scope);
      return Value.unknown(type);
    }
  }

  private Value inconsistent(Type whenTrue, Type whenFalse) {
    return evaluator.fault(
        Diagnostic.error(
                "Inconsistent conditional result types",
                "The true and false result expressions must have consistent types. %s."
                    .formatted(ConditionalMismatch.describe(whenTrue, whenFalse)),
                conditional.whenTrue().range().through(conditional.whenFalse().range()))
            .withContext(conditional.range()),
        conditional,
        scope);
  }

  private Value fault(String summary, String detail, Type type) {
    Value unknown =
        evaluator.fault(
            Diagnostic.error(summary, detail, conditional.condition().range())
                .withContext(conditional.range()),
            conditional.condition(),
            scope);
    return type instanceof DynamicType ? unknown : Value.unknown(type);
  }
}
