package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// An index whose key must be evaluated: `names[count.index]`.
///
/// @param bracketRange from `[` through `]`
public record IndexExpression(
    Expression collection, Expression key, SourceRange range, SourceRange bracketRange)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(collection, key);
  }
}
