package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// The current element of the nearest [SplatExpression] in whose `each` this is.
///
/// @param range the splat's marker
public record SplatItemExpression(SourceRange range) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of();
  }
}
