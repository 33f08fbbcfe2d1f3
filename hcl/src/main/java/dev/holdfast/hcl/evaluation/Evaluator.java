package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.BinaryExpression;
import dev.holdfast.hcl.syntax.ConditionalExpression;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ForExpression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.ParenthesesExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.SplatExpression;
import dev.holdfast.hcl.syntax.SplatItemExpression;
import dev.holdfast.hcl.syntax.TemplateExpression;
import dev.holdfast.hcl.syntax.TemplateForExpression;
import dev.holdfast.hcl.syntax.TemplateIfExpression;
import dev.holdfast.hcl.syntax.TemplateWrapExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.syntax.UnaryExpression;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.List;

/// Evaluates expressions (HCL native syntax specification, "Expressions").
///
/// Total: an unknown operand gives an unknown result, refined by what is known about it anyway; a
/// fault gives a diagnostic and an unknown. Time is linear in the work that the expression asks
/// for. The stack grows with the depth of the expression, which the parser limits.
public final class Evaluator {
  private final Diagnostics diagnostics = new Diagnostics();

  /// Whether diagnostics say what the references in the faulty expression are.
  private final boolean notes;

  private Evaluator(boolean notes) {
    this.notes = notes;
  }

  /// The value of an expression in a scope, and what is wrong with it.
  public static Evaluation evaluate(Expression expression, Scope scope) {
    return scope.conclude(expression, evaluatePart(expression, scope));
  }

  /// The same of an expression whose value is only given another name. Where it does no more than
  /// name something, the scope does not see what it comes to, so that an object goes on with all
  /// that is known about its parts.
  public static Evaluation passOn(Expression expression, Scope scope) {
    Evaluation evaluation = evaluatePart(expression, scope);
    boolean asItIs =
        isName(expression)
            && evaluation.value().marks().stream().noneMatch(Mark.Deprecation.class::isInstance);
    return asItIs ? evaluation : scope.conclude(expression, evaluation);
  }

  private static boolean isName(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression _ -> true;
      case TemplateWrapExpression wrap -> isName(wrap.wrapped());
      case ParenthesesExpression parentheses -> isName(parentheses.inner());
      default -> false;
    };
  }

  private static Evaluation evaluatePart(Expression expression, Scope scope) {
    Evaluator evaluator = new Evaluator(true);
    Value value = evaluator.value(expression, scope);
    return new Evaluation(value, evaluator.diagnostics.list());
  }

  /// As [#evaluatePart], but without the cost of saying in each diagnostic what its references are.
  static Evaluation evaluateQuietly(Expression expression, Scope scope) {
    Evaluator evaluator = new Evaluator(false);
    Value value = evaluator.value(expression, scope);
    return new Evaluation(value, evaluator.diagnostics.list());
  }

  /// Evaluates a part whose faults may turn out not to matter.
  Evaluation apart(Expression expression, Scope scope) {
    return notes ? evaluatePart(expression, scope) : evaluateQuietly(expression, scope);
  }

  /// The value of a part of the expression; its faults are added to those of the whole.
  Value value(Expression expression, Scope scope) {
    return switch (expression) {
      case LiteralExpression literal -> literal.value();
      case ParenthesesExpression parentheses -> value(parentheses.inner(), scope);
      case ScopeTraversalExpression reference -> TraversalEvaluation.value(this, reference, scope);
      case RelativeTraversalExpression steps -> TraversalEvaluation.value(this, steps, scope);
      case IndexExpression index -> TraversalEvaluation.value(this, index, scope);
      case SplatItemExpression item -> SplatEvaluation.item(item, scope);
      case SplatExpression splat -> SplatEvaluation.value(this, splat, scope);
      case TemplateWrapExpression wrap -> value(wrap.wrapped(), scope);
      case TemplateExpression template -> TemplateEvaluation.value(this, template, scope);
      case TemplateIfExpression branch ->
          ConditionalEvaluation.value(
              this,
              new ConditionalExpression(
                  branch.condition(), branch.whenTrue(), branch.whenFalse(), branch.range()),
              scope);
      case TemplateForExpression loop -> TemplateEvaluation.value(this, loop, scope);
      case FunctionCallExpression call -> CallEvaluation.value(this, call, scope);
      case ConditionalExpression conditional ->
          ConditionalEvaluation.value(this, conditional, scope);
      case UnaryExpression unary -> OperatorEvaluation.value(this, unary, scope);
      case BinaryExpression binary -> OperatorEvaluation.value(this, binary, scope);
      case TupleExpression tuple -> tuple(tuple, scope);
      case ObjectExpression object -> ObjectEvaluation.value(this, object, scope);
      case ForExpression loop -> ForEvaluation.value(this, loop, scope);
    };
  }

  private Value tuple(TupleExpression tuple, Scope scope) {
    if (tuple.elements().isEmpty()) {
      return Values.EMPTY_TUPLE;
    }
    List<Value> elements = new ArrayList<>(tuple.elements().size());
    for (Expression element : tuple.elements()) {
      elements.add(value(element, scope));
    }
    return Value.tuple(elements);
  }

  /// Adds diagnostics as they are.
  void add(List<Diagnostic> found) {
    diagnostics.addAll(found);
  }

  /// Adds a diagnostic with what the references of the faulty expression stand for, and gives the
  /// value to go on with.
  Value fault(Diagnostic diagnostic, Expression faulty, Scope scope) {
    diagnostics.add(notes ? diagnostic.withNotes(ReferenceNotes.of(faulty, scope)) : diagnostic);
    return Values.UNKNOWN;
  }
}
