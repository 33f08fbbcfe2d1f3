package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A string with parts that are put together: `"a${b}c"`, a heredoc, a JSON string, or the text
/// between two directives.
///
/// Literal parts are [LiteralExpression]s of strings in which escapes, strip markers and the
/// indentation of `<<-` have been dealt with; neighbours are not both literal. A string without any
/// part is empty.
///
/// @param range with the quotes or heredoc markers
public record TemplateExpression(List<Expression> parts, Kind kind, SourceRange range)
    implements Expression {

  /// How it was written.
  public enum Kind {
    /// Between double quotes in the native syntax.
    QUOTED,
    /// `<<EOT` or `<<-EOT`.
    HEREDOC,
    /// A string of the JSON syntax; see [StaticExpression#reparsed].
    JSON,
    /// A template without quotes: a template file, or what is between two directives.
    BARE
  }

  public TemplateExpression {
    parts = List.copyOf(parts);
  }

  /// The text, when the template has no interpolation and no directive; else null.
  public @Nullable String literalText() {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.size() == 1
            && parts.getFirst() instanceof LiteralExpression literal
            && literal.value() instanceof StringValue string
        ? string.value()
        : null;
  }

  @Override
  public List<Expression> children() {
    return parts;
  }
}
