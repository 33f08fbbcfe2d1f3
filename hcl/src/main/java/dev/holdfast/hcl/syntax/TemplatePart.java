package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import org.jspecify.annotations.Nullable;

/// A piece of a template in the order it stands, before directives are matched with their ends.
sealed interface TemplatePart {

  SourceRange range();

  /// Literal text of at most one line, escapes resolved, spaces stripped where a marker says so.
  record Text(String text, SourceRange range) implements TemplatePart {}

  /// `${ … }`
  record Interpolation(Expression expression, SourceRange range) implements TemplatePart {}

  /// `%{ if … }`
  record If(Expression condition, SourceRange range) implements TemplatePart {}

  /// `%{ for … }`
  record For(@Nullable String keyName, String valueName, Expression collection, SourceRange range)
      implements TemplatePart {}

  /// `%{ else }`, `%{ endif }`, `%{ endfor }`
  record Word(String word, SourceRange range) implements TemplatePart {}
}
