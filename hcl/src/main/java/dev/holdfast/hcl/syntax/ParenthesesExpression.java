package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `(inner)`
///
/// @param range with the parentheses
public record ParenthesesExpression(Expression inner, SourceRange range) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(inner);
  }
}
