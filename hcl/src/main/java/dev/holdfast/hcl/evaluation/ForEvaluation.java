package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ForExpression;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates `for` expressions. Where the collection, a key or a condition is unknown, so is the
/// whole; their marks are marks of the whole.
final class ForEvaluation {
  private final Evaluator evaluator;
  private final ForExpression loop;
  private final Scope outer;
  private final Set<Mark> marks = new LinkedHashSet<>();
  private final List<Value> tuple = new ArrayList<>();
  private final Map<String, Value> object = new LinkedHashMap<>();
  private final Map<String, List<Value>> groups = new LinkedHashMap<>();
  private boolean known = true;

  private ForEvaluation(Evaluator evaluator, ForExpression loop, Scope outer) {
    this.evaluator = evaluator;
    this.loop = loop;
    this.outer = outer;
  }

  static Value value(Evaluator evaluator, ForExpression loop, Scope scope) {
    return new ForEvaluation(evaluator, loop, scope).run();
  }

  private Value run() {
    Optional<List<Elements.Entry>> entries =
        elements(evaluator, loop.collection(), loop.range(), outer, marks);
    if (entries.isEmpty()) {
      return Values.UNKNOWN.mark(marks);
    }
    for (Elements.Entry entry : entries.get()) {
      visit(scope(outer, loop.keyName(), loop.valueName(), entry));
    }
    return result().mark(marks);
  }

  private Value result() {
    if (!known) {
      return Values.UNKNOWN;
    }
    if (!loop.makesObject()) {
      return Value.tuple(tuple);
    }
    if (!loop.groups()) {
      return Value.object(object);
    }
    Map<String, Value> grouped = new LinkedHashMap<>();
    groups.forEach((key, values) -> grouped.put(key, Value.tuple(values)));
    return Value.object(grouped);
  }

  private void visit(Scope scope) {
    if (!isIncluded(scope)) {
      return;
    }
    if (!loop.makesObject()) {
      tuple.add(evaluator.value(loop.result(), scope));
      return;
    }
    Expression keyExpression = Objects.requireNonNull(loop.resultKey());
    Value key = key(keyExpression, scope);
    marks.addAll(key.marks());
    Value value = evaluator.value(loop.result(), scope);
    if (!(key instanceof StringValue name)) {
      known = false;
    } else if (loop.groups()) {
      groups.computeIfAbsent(name.value(), _ -> new ArrayList<>()).add(value);
    } else if (object.putIfAbsent(name.value(), value) != null) {
      String shown = key.isSensitive() ? "(sensitive value)" : QuotedText.of(name.value());
      fault(
          "Duplicate object key",
          ("Two different items produced the key %s in this 'for' expression. If duplicates are"
                  + " intended, use the ellipsis (...) after the value expression to enable grouping"
                  + " by key.")
              .formatted(shown),
          keyExpression,
          scope);
    }
  }

  /// Whether the condition holds; if it is not known, the result will not be known either.
  private boolean isIncluded(Scope scope) {
    Expression condition = loop.condition();
    if (condition == null) {
      return true;
    }
    Value given = evaluator.value(condition, scope);
    marks.addAll(given.marks());
    if (given.isNull()) {
      fault(
          "Condition is null", "The value of the 'if' clause must not be null.", condition, scope);
      return false;
    }
    Value holds;
    try {
      holds = Conversion.convert(given, Type.BOOLEAN);
    } catch (ConversionException e) {
      fault(
          "Invalid 'for' condition",
          "The 'if' clause value is invalid: %s.".formatted(e.getMessage()),
          condition,
          scope);
      return false;
    }
    if (holds instanceof BooleanValue truth) {
      return truth.value();
    }
    known = false;
    return false;
  }

  private Value key(Expression expression, Scope scope) {
    Value key = evaluator.value(expression, scope);
    if (key.isNull()) {
      return fault(
          "Invalid object key",
          "Key expression in 'for' expression must not produce a null value.",
          expression,
          scope);
    }
    try {
      return Conversion.convert(key, Type.STRING);
    } catch (ConversionException e) {
      return fault(
          "Invalid object key",
          "The key expression produced an invalid result: %s.".formatted(e.getMessage()),
          expression,
          scope);
    }
  }

  private Value fault(String summary, String detail, Expression faulty, Scope scope) {
    known = false;
    return evaluator.fault(
        Diagnostic.error(summary, detail, faulty.range()).withContext(loop.range()), faulty, scope);
  }

  /// The scope within a loop, for one element.
  static Scope scope(
      Scope outer, @Nullable String keyName, String valueName, Elements.Entry entry) {
    return new LocalScope(
        outer,
        keyName == null || keyName.equals(valueName)
            ? Map.of(valueName, entry.value())
            : Map.of(keyName, entry.key(), valueName, entry.value()));
  }

  /// What a loop visits, or nothing if that is not known or is a fault.
  ///
  /// @param marks those of the collection are added
  static Optional<List<Elements.Entry>> elements(
      Evaluator evaluator,
      Expression expression,
      SourceRange context,
      Scope scope,
      Set<Mark> marks) {
    Value collection = evaluator.value(expression, scope);
    marks.addAll(collection.marks());
    if (collection.isNull()) {
      evaluator.fault(
          Diagnostic.error(
                  "Iteration over null value",
                  "A null value cannot be used as the collection in a 'for' expression.",
                  expression.range())
              .withContext(context),
          expression,
          scope);
      return Optional.empty();
    }
    if (collection.type() instanceof DynamicType) {
      return Optional.empty();
    }
    if (!Elements.canIterate(collection.type())) {
      evaluator.fault(
          Diagnostic.error(
                  "Iteration over non-iterable value",
                  "A value of type %s cannot be used as the collection in a 'for' expression."
                      .formatted(collection.type().friendlyName()),
                  expression.range())
              .withContext(context),
          expression,
          scope);
      return Optional.empty();
    }
    return collection.isKnown() ? Optional.of(Elements.of(collection)) : Optional.empty();
  }
}
