package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.SplatExpression;
import dev.holdfast.hcl.syntax.SplatItemExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Evaluates `source[*].rest` and `source.*.rest`. Anything that is no sequence counts as a
/// sequence of itself, and null of such a type as an empty one.
final class SplatEvaluation {
  /// Not a name that anyone can write, so it hides nothing.
  private static final String ITEM = "*";

  private SplatEvaluation() {}

  /// The element that the nearest splat is at.
  static Value item(SplatItemExpression item, Scope scope) {
    return scope.resolve(new Traversal(ITEM, item.range(), List.of(), item.range())).value();
  }

  static Value value(Evaluator evaluator, SplatExpression splat, Scope scope) {
    Value marked = evaluator.value(splat.source(), scope);
    Set<Mark> marks = marked.marks();
    Value source = marked.unmark();
    Type type = source.type();
    boolean sequence =
        type instanceof ListType || type instanceof SetType || type instanceof TupleType;
    if (source.isNull()) {
      return sequence
          ? evaluator.fault(
              Diagnostic.error(
                      "Splat of null value",
                      "Splat expressions (with the * symbol) cannot be applied to null sequences.",
                      splat.source().range())
                  .withContext(splat.range()),
              splat.source(),
              scope)
          : Values.EMPTY_TUPLE.mark(marks);
    }
    if (type instanceof DynamicType) {
      return Values.UNKNOWN.mark(marks);
    }
    if (source instanceof UnknownValue unknown) {
      return unknown(evaluator, splat, unknown, sequence, scope).mark(marks);
    }
    List<Value> results = new ArrayList<>();
    List<Elements.Entry> entries =
        sequence ? Elements.of(source) : List.of(new Elements.Entry(Value.of(0), source));
    for (Elements.Entry entry : entries) {
      results.add(each(evaluator, splat.each(), entry.value(), scope));
    }
    return collected(evaluator, splat, type, results, scope).mark(marks);
  }

  private static Value each(Evaluator evaluator, Expression each, Value element, Scope scope) {
    return evaluator.value(each, new LocalScope(scope, Map.of(ITEM, element)));
  }

  private static Value collected(
      Evaluator evaluator,
      SplatExpression splat,
      Type sourceType,
      List<Value> results,
      Scope scope) {
    if (!(sourceType instanceof ListType || sourceType instanceof SetType)) {
      return Value.tuple(results);
    }
    if (results.isEmpty()) {
      return Value.list(resultType(evaluator, splat, sourceType, scope), List.of());
    }
    Type first = results.getFirst().type();
    boolean alike = results.stream().allMatch(result -> result.type().equals(first));
    return alike ? Value.list(first, results) : Value.tuple(results);
  }

  private static Value unknown(
      Evaluator evaluator,
      SplatExpression splat,
      UnknownValue source,
      boolean sequence,
      Scope scope) {
    if (!sequence) {
      // It may turn out to be null, so not even the length is known; but what follows is checked.
      Value result =
          each(evaluator, splat.each(), Refinements.notNull(Value.unknown(source.type())), scope);
      return source.refinement().notNull() ? Value.tuple(List.of(result)) : Values.UNKNOWN;
    }
    if (source.type() instanceof TupleType(List<Type> types)) {
      List<Value> results = new ArrayList<>();
      for (Type type : types) {
        results.add(each(evaluator, splat.each(), Value.unknown(type), scope));
      }
      return Value.unknown(Type.tuple(results.stream().map(Value::type).toList()));
    }
    Type element = resultType(evaluator, splat, source.type(), scope);
    Refinement known = source.refinement();
    return Refinements.refine(
        Value.unknown(Type.list(element)),
        new Refinement(true, "", null, null, known.minimumLength(), known.maximumLength()));
  }

  /// The type that each element of a list or set becomes, found by trying an unknown one.
  private static Type resultType(
      Evaluator evaluator, SplatExpression splat, Type sourceType, Scope scope) {
    Type element =
        switch (sourceType) {
          case ListType(Type inner) -> inner;
          case SetType(Type inner) -> inner;
          default -> Type.DYNAMIC;
        };
    return each(evaluator, splat.each(), Value.unknown(element), scope).type();
  }
}
