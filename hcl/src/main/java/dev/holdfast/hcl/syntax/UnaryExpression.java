package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `-x` or `!x`
public record UnaryExpression(
    UnaryOperator operator, Expression operand, SourceRange range, SourceRange operatorRange)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(operand);
  }
}
