package dev.holdfast.hcl.syntax;

/// What a [Token] is. Spaces are not tokens.
public enum TokenType {
  OPEN_BRACE,
  CLOSE_BRACE,
  OPEN_BRACKET,
  CLOSE_BRACKET,
  OPEN_PARENTHESIS,
  CLOSE_PARENTHESIS,
  /// The `"` that begins a quoted template.
  OPEN_QUOTE,
  /// The `"` that ends a quoted template.
  CLOSE_QUOTE,
  /// `<<EOT` or `<<-EOT` with its line break.
  OPEN_HEREDOC,
  /// The line that ends a heredoc, with the spaces around the marker, without its line break.
  CLOSE_HEREDOC,
  /// `${` or `${~`
  OPEN_INTERPOLATION,
  /// `%{` or `%{~`
  OPEN_DIRECTIVE,
  /// The `}` or `~}` that ends an interpolation or directive.
  CLOSE_SEQUENCE,
  /// Literal text in a quoted template, with escapes as written.
  QUOTED_TEXT,
  /// Literal text of at most one line in a heredoc or bare template.
  TEXT,
  STAR,
  SLASH,
  PERCENT,
  PLUS,
  MINUS,
  EQUAL,
  EQUAL_EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  AND,
  OR,
  BANG,
  DOT,
  ELLIPSIS,
  COMMA,
  QUESTION,
  COLON,
  DOUBLE_COLON,
  ARROW,
  NUMBER,
  IDENTIFIER,
  /// `# …` or `// …` without its line break, or `/* … */`.
  COMMENT,
  /// A line break, `\n` or `\r\n`.
  NEWLINE,
  /// A character that is not of the language. The lexer has reported it.
  INVALID,
  END_OF_FILE
}
