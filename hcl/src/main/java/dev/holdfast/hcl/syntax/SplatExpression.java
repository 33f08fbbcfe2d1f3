package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `source[*].a.b` or `source.*.a.b`: what follows, done for each element.
///
/// @param each what is done for each; the [SplatItemExpression] that it starts from stands for the
///   element. With `a[*].b[*].c` the second splat is in `each` of the first
/// @param full whether written `[*]`, after which indexes apply to each element, and not `.*`,
///   after which only attributes and old-style indexes do
/// @param markerRange the `[*]` or `.*`
public record SplatExpression(
    Expression source, Expression each, boolean full, SourceRange range, SourceRange markerRange)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(source, each);
  }
}
