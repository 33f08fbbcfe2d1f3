package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// Constant steps from the value of another expression: `f(x).name[0]`.
///
/// @param steps at least one
public record RelativeTraversalExpression(
    Expression source, List<TraversalStep> steps, SourceRange range) implements Expression {
  public RelativeTraversalExpression {
    steps = List.copyOf(steps);
  }

  @Override
  public List<Expression> children() {
    return List.of(source);
  }
}
