package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `left operator right`
public record BinaryExpression(
    BinaryOperator operator,
    Expression left,
    Expression right,
    SourceRange range,
    SourceRange operatorRange)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }
}
