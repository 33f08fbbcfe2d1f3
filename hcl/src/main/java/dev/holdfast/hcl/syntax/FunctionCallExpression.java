package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `name(a, b, rest...)`
///
/// @param name with its namespaces as written without spaces: `max`, `core::max`, `provider::a::b`
/// @param expandsFinal whether the last argument is a list that gives the remaining arguments
/// @param argumentsRange from `(` through `)`
public record FunctionCallExpression(
    String name,
    List<Expression> arguments,
    boolean expandsFinal,
    SourceRange range,
    SourceRange nameRange,
    SourceRange argumentsRange)
    implements Expression {
  public FunctionCallExpression {
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }
}
