package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Evaluates `{ key = value }`. Where a key is unknown, so is the whole; marks of keys are marks of
/// the whole.
final class ObjectEvaluation {
  private ObjectEvaluation() {}

  static Value value(Evaluator evaluator, ObjectExpression object, Scope scope) {
    Map<String, Value> attributes = new LinkedHashMap<>();
    Set<Mark> marks = new LinkedHashSet<>();
    boolean known = true;
    for (ObjectExpression.Item item : object.items()) {
      Value key = key(evaluator, item.key(), object, scope);
      Value value = evaluator.value(item.value(), scope);
      marks.addAll(key.marks());
      if (key instanceof StringValue name) {
        attributes.put(name.value(), value);
      } else {
        known = false;
      }
    }
    Value result = known ? Value.object(attributes) : Values.UNKNOWN;
    return result.mark(marks);
  }

  /// The key as a string, or an unknown.
  private static Value key(
      Evaluator evaluator, Expression expression, ObjectExpression object, Scope scope) {
    if (expression instanceof ScopeTraversalExpression) {
      return evaluator.fault(
          Diagnostic.error(
              "Ambiguous attribute key",
              "If this expression is intended to be a reference, wrap it in parentheses. If it's"
                  + " instead intended as a literal name containing periods, wrap it in quotes to"
                  + " create a string literal.",
              expression.range()),
          expression,
          scope);
    }
    Value key = evaluator.value(expression, scope);
    if (key.isNull()) {
      return evaluator.fault(
          Diagnostic.error(
                  "Null value as key", "Can't use a null value as a key.", expression.range())
              .withContext(object.range()),
          expression,
          scope);
    }
    try {
      return Conversion.convert(key, Type.STRING);
    } catch (ConversionException e) {
      return evaluator.fault(
          Diagnostic.error(
                  "Incorrect key type",
                  "Can't use this value as a key: %s.".formatted(e.getMessage()),
                  expression.range())
              .withContext(object.range()),
          expression,
          scope);
    }
  }
}
