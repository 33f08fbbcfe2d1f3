package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.BinaryExpression;
import dev.holdfast.hcl.syntax.ConditionalExpression;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ForExpression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.ParenthesesExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.SplatExpression;
import dev.holdfast.hcl.syntax.TemplateExpression;
import dev.holdfast.hcl.syntax.TemplateWrapExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.syntax.UnaryExpression;

/// The first words of an expression, to point at instead of the many lines it may have.
final class FirstRange {
  private FirstRange() {}

  /// The range of what the expression starts with: an opening bracket, the name and parenthesis of
  /// a call, the first operand.
  static SourceRange of(Expression expression) {
    return switch (expression) {
      case BinaryExpression binary -> of(binary.left());
      case ConditionalExpression conditional -> of(conditional.condition());
      case IndexExpression index -> of(index.collection());
      case RelativeTraversalExpression relative -> of(relative.source());
      case SplatExpression splat -> of(splat.source());
      case ParenthesesExpression parentheses -> of(parentheses.inner());
      case UnaryExpression unary -> unary.operatorRange();
      case TemplateWrapExpression wrap -> of(wrap.wrapped());
      case TemplateExpression template ->
          template.parts().isEmpty() ? template.range() : of(template.parts().getFirst());
      case FunctionCallExpression call ->
          call.nameRange().through(firstColumn(call.argumentsRange()));
      case TupleExpression tuple -> firstColumn(tuple.range());
      case ObjectExpression object -> firstColumn(object.range());
      case ForExpression loop -> firstColumn(loop.range());
      default -> expression.range();
    };
  }

  /// The bracket, one byte wide, that a range begins with.
  static SourceRange firstColumn(SourceRange range) {
    SourcePosition start = range.start();
    return new SourceRange(
        range.filename(),
        start,
        new SourcePosition(start.line(), start.column() + 1, start.offset() + 1));
  }

  /// The bracket, one byte wide, that a range ends with.
  static SourceRange lastColumn(SourceRange range) {
    SourcePosition end = range.end();
    return new SourceRange(
        range.filename(),
        new SourcePosition(end.line(), Math.max(1, end.column() - 1), end.offset() - 1),
        end);
  }
}
