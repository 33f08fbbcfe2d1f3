package dev.holdfast.hcl.syntax;

/// What the [Lexer] is inside of.
final class LexerMode {
  enum Kind {
    CODE,
    SEQUENCE,
    QUOTED,
    HEREDOC,
    BARE
  }

  final Kind kind;
  final int openedAt;

  /// The word that ends a heredoc; empty for the others.
  final String marker;

  /// The index of the token that opened it.
  final int token;

  /// How many braces are open in it; the lexer counts them.
  int braces;

  LexerMode(Kind kind, int openedAt, String marker, int token) {
    this.kind = kind;
    this.openedAt = openedAt;
    this.marker = marker;
    this.token = token;
  }
}
