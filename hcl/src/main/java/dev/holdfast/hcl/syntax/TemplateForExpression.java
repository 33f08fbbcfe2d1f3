package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directive `%{ for key, value in collection }…%{ endfor }`: the body once for each element,
/// joined.
///
/// @param keyName null when only the value is named
/// @param range from the first directive through `endfor`
public record TemplateForExpression(
    @Nullable String keyName,
    String valueName,
    Expression collection,
    Expression body,
    SourceRange range)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(collection, body);
  }
}
