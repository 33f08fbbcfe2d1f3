package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.OperationException;
import dev.holdfast.hcl.value.Operations;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Evaluates references, attributes and indexes.
///
/// As long as every step of a chain is known it stays a traversal, so that the scope can answer for
/// all of it at once.
final class TraversalEvaluation {
  private final Evaluator evaluator;
  private final Expression whole;
  private final Scope scope;

  private TraversalEvaluation(Evaluator evaluator, Expression whole, Scope scope) {
    this.evaluator = evaluator;
    this.whole = whole;
    this.scope = scope;
  }

  static Value value(Evaluator evaluator, Expression expression, Scope scope) {
    TraversalEvaluation evaluation = new TraversalEvaluation(evaluator, expression, scope);
    return evaluation.settle(evaluation.place(expression));
  }

  /// How far a chain of steps has been evaluated.
  private sealed interface Place {}

  /// Not asked of the scope yet.
  private record Pending(Traversal traversal, Set<Mark> marks) implements Place {
    Pending with(List<TraversalStep> more, Set<Mark> moreMarks, SourceRange end) {
      List<TraversalStep> steps = new ArrayList<>(traversal.steps());
      steps.addAll(more);
      Set<Mark> all = new LinkedHashSet<>(marks);
      all.addAll(moreMarks);
      return new Pending(
          new Traversal(
              traversal.root(), traversal.rootRange(), steps, traversal.range().through(end)),
          all);
    }
  }

  private record Settled(Value value) implements Place {}

  private Place place(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) -> new Pending(traversal, Set.of());
      case RelativeTraversalExpression relative ->
          switch (place(relative.source())) {
            case Pending pending -> pending.with(relative.steps(), Set.of(), relative.range());
            case Settled(Value value) -> new Settled(follow(value, relative.steps()));
          };
      case IndexExpression index -> indexed(index);
      default -> new Settled(evaluator.value(expression, scope));
    };
  }

  private Place indexed(IndexExpression index) {
    Place collection = place(index.collection());
    Value key = evaluator.value(index.key(), scope);
    TraversalStep step = new TraversalStep.Index(key.unmark(), index.bracketRange());
    if (collection instanceof Pending pending
        && (key instanceof StringValue || key instanceof NumberValue)) {
      return pending.with(List.of(step), key.marks(), index.bracketRange());
    }
    return new Settled(follow(settle(collection), List.of(step)).mark(key.marks()));
  }

  private Value settle(Place place) {
    return switch (place) {
      case Settled(Value value) -> value;
      case Pending(Traversal traversal, Set<Mark> marks) -> {
        Resolution resolution = scope.resolve(traversal);
        evaluator.add(resolution.diagnostics());
        if (resolution.hasErrors()) {
          yield Values.UNKNOWN;
        }
        List<TraversalStep> steps = traversal.steps();
        yield follow(resolution.value(), steps.subList(resolution.steps(), steps.size()))
            .mark(marks);
      }
    };
  }

  private Value follow(Value start, List<TraversalStep> steps) {
    Value value = start;
    for (TraversalStep step : steps) {
      try {
        value =
            switch (step) {
              case TraversalStep.Attribute attribute ->
                  Operations.attribute(value, attribute.name());
              case TraversalStep.Index index -> Operations.index(value, index.key());
            };
      } catch (OperationException e) {
        return evaluator.fault(
            Diagnostic.error(e.summary(), e.detail() + suggestion(value, step), step.range()),
            whole,
            scope);
      }
    }
    return value;
  }

  private static String suggestion(Value value, TraversalStep step) {
    return value instanceof ObjectValue object && step instanceof TraversalStep.Attribute attribute
        ? Suggestion.sentence(attribute.name(), object.attributes().keySet())
        : "";
  }
}
