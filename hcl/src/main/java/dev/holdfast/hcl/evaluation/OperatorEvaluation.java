package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.BinaryExpression;
import dev.holdfast.hcl.syntax.BinaryOperator;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.UnaryExpression;
import dev.holdfast.hcl.syntax.UnaryOperator;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.OperationException;
import dev.holdfast.hcl.value.Operations;
import dev.holdfast.hcl.value.Value;

/// Evaluates operators.
final class OperatorEvaluation {
  private OperatorEvaluation() {}

  static Value value(Evaluator evaluator, UnaryExpression unary, Scope scope) {
    Type type = unary.operator() == UnaryOperator.NOT ? Type.BOOLEAN : Type.NUMBER;
    Value given = evaluator.value(unary.operand(), scope);
    Value operand;
    try {
      operand = Conversion.convert(given, type);
    } catch (ConversionException e) {
      return evaluator.fault(
          Diagnostic.error(
                  "Invalid operand",
                  "Unsuitable value for unary operand: %s.".formatted(e.getMessage()),
                  unary.operand().range())
              .withContext(unary.range()),
          unary,
          scope);
    }
    try {
      return unary.operator() == UnaryOperator.NOT
          ? Operations.not(operand)
          : Operations.negate(operand);
    } catch (OperationException e) {
      return evaluator.fault(
          Diagnostic.error(e.summary(), e.detail(), unary.range()), unary, scope);
    }
  }

  static Value value(Evaluator evaluator, BinaryExpression binary, Scope scope) {
    BinaryOperator operator = binary.operator();
    Value left = evaluator.value(binary.left(), scope);
    if (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL) {
      Value right = evaluator.value(binary.right(), scope);
      return operator == BinaryOperator.EQUAL
          ? Operations.equal(left, right)
          : Operations.notEqual(left, right);
    }
    boolean logical = operator == BinaryOperator.AND || operator == BinaryOperator.OR;
    Type type = logical ? Type.BOOLEAN : Type.NUMBER;
    Value first = operand(evaluator, left, "left", binary.left(), binary, type, scope);
    // What the left side decides alone must not fail because of the right side.
    if (logical
        && first instanceof BooleanValue known
        && known.value() == (operator == BinaryOperator.OR)) {
      return first;
    }
    Value right = evaluator.value(binary.right(), scope);
    Value second = operand(evaluator, right, "right", binary.right(), binary, type, scope);
    try {
      return apply(operator, first, second);
    } catch (OperationException e) {
      return evaluator.fault(
          Diagnostic.error(e.summary(), e.detail(), binary.range()), binary, scope);
    }
  }

  private static Value operand(
      Evaluator evaluator,
      Value value,
      String side,
      Expression expression,
      BinaryExpression binary,
      Type type,
      Scope scope) {
    try {
      return Conversion.convert(value, type);
    } catch (ConversionException e) {
      evaluator.fault(
          Diagnostic.error(
                  "Invalid operand",
                  "Unsuitable value for %s operand: %s.".formatted(side, e.getMessage()),
                  expression.range())
              .withContext(binary.range()),
          binary,
          scope);
      return Value.unknown(type);
    }
  }

  private static Value apply(BinaryOperator operator, Value left, Value right)
      throws OperationException {
    return switch (operator) {
      case OR -> Operations.or(left, right);
      case AND -> Operations.and(left, right);
      case EQUAL -> Operations.equal(left, right);
      case NOT_EQUAL -> Operations.notEqual(left, right);
      case GREATER -> Operations.greaterThan(left, right);
      case GREATER_OR_EQUAL -> Operations.greaterThanOrEqual(left, right);
      case LESS -> Operations.lessThan(left, right);
      case LESS_OR_EQUAL -> Operations.lessThanOrEqual(left, right);
      case ADD -> Operations.add(left, right);
      case SUBTRACT -> Operations.subtract(left, right);
      case MULTIPLY -> Operations.multiply(left, right);
      case DIVIDE -> Operations.divide(left, right);
      case MODULO -> Operations.remainder(left, right);
    };
  }
}
