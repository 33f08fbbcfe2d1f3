package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// A reference to a name in scope and steps from it that need no evaluation: `var.names[0]`.
public record ScopeTraversalExpression(Traversal traversal) implements Expression {
  @Override
  public SourceRange range() {
    return traversal.range();
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }
}
