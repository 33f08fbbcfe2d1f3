package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// The directive `%{ if condition }…%{ else }…%{ endif }`.
///
/// @param whenFalse an empty template when there is no `else`
/// @param range from the first directive through `endif`
public record TemplateIfExpression(
    Expression condition, Expression whenTrue, Expression whenFalse, SourceRange range)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(condition, whenTrue, whenFalse);
  }
}
