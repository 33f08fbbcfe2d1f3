package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `condition ? whenTrue : whenFalse`
public record ConditionalExpression(
    Expression condition, Expression whenTrue, Expression whenFalse, SourceRange range)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(condition, whenTrue, whenFalse);
  }
}
