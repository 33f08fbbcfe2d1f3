package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// A template that is one interpolation and nothing else, `"${x}"`: its value is that of `x`, of
/// any type, not a string.
///
/// @param kind as for [TemplateExpression]
/// @param range with the quotes
public record TemplateWrapExpression(
    Expression wrapped, TemplateExpression.Kind kind, SourceRange range) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(wrapped);
  }
}
