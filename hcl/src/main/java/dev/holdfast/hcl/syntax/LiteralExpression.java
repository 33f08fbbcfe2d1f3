package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// A constant: a number, `true`, `false`, `null`, or the literal text in a template.
public record LiteralExpression(Value value, SourceRange range) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of();
  }
}
