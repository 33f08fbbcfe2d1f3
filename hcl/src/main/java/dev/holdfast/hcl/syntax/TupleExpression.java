package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `[a, b, c]`
///
/// @param range with the brackets
public record TupleExpression(List<Expression> elements, SourceRange range) implements Expression {
  public TupleExpression {
    elements = List.copyOf(elements);
  }

  @Override
  public List<Expression> children() {
    return elements;
  }
}
