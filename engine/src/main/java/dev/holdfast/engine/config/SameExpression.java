package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.BinaryExpression;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ForExpression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.ParenthesesExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.TemplateForExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.syntax.UnaryExpression;
import java.util.ArrayList;
import java.util.List;

/// Tells whether two expressions say the same, wherever they stand and whatever parentheses and
/// spaces they are written with. Linear in their size.
final class SameExpression {
  private SameExpression() {}

  static boolean test(Expression left, Expression right) {
    Expression first = bare(left);
    Expression second = bare(right);
    if (first.getClass() != second.getClass() || !own(first).equals(own(second))) {
      return false;
    }
    List<Expression> firstChildren = first.children();
    List<Expression> secondChildren = second.children();
    if (firstChildren.size() != secondChildren.size()) {
      return false;
    }
    for (int i = 0; i < firstChildren.size(); i++) {
      if (!test(firstChildren.get(i), secondChildren.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Expression bare(Expression expression) {
    Expression bare = expression;
    while (bare instanceof ParenthesesExpression parentheses) {
      bare = parentheses.children().getFirst();
    }
    return bare;
  }

  /// What an expression says beyond its children.
  private static List<Object> own(Expression expression) {
    return switch (expression) {
      case LiteralExpression literal -> List.of(literal.value());
      case ScopeTraversalExpression(Traversal traversal) -> {
        List<Object> words = steps(traversal.steps());
        words.addFirst(traversal.root());
        yield words;
      }
      case RelativeTraversalExpression relative -> steps(relative.steps());
      case FunctionCallExpression call -> List.of(call.name(), call.expandsFinal());
      case UnaryExpression unary -> List.of(unary.operator());
      case BinaryExpression binary -> List.of(binary.operator());
      case ForExpression loop ->
          List.of(
              String.valueOf(loop.keyName()),
              loop.valueName(),
              loop.makesObject(),
              loop.groups(),
              loop.condition() != null);
      case TemplateForExpression loop -> List.of(String.valueOf(loop.keyName()), loop.valueName());
      default -> List.of();
    };
  }

  private static List<Object> steps(List<TraversalStep> steps) {
    List<Object> words = new ArrayList<>();
    for (TraversalStep step : steps) {
      switch (step) {
        case TraversalStep.Attribute attribute -> words.add(attribute.name());
        case TraversalStep.Index index -> words.add(index.key());
      }
    }
    return words;
  }
}
