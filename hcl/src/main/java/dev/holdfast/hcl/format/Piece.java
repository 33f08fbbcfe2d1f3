package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.TokenType;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;

/// A token with the spaces before it, which the formatter changes.
final class Piece {
  final TokenType type;
  final String text;
  int spaces;

  Piece(TokenType type, String text, int spaces) {
    this.type = type;
    this.text = text;
    this.spaces = spaces;
  }

  /// How many brackets it opens, or closes if negative.
  int nesting() {
    return switch (type) {
      case OPEN_BRACE, OPEN_BRACKET, OPEN_PARENTHESIS, OPEN_INTERPOLATION, OPEN_DIRECTIVE -> 1;
      case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PARENTHESIS, CLOSE_SEQUENCE -> -1;
      default -> 0;
    };
  }

  boolean isLineComment() {
    return type == TokenType.COMMENT && !text.startsWith("/*");
  }

  /// The width of a row of pieces in columns: grapheme clusters.
  static int columns(List<Piece> pieces) {
    int columns = 0;
    for (Piece piece : pieces) {
      columns += piece.spaces + clusters(piece.text);
    }
    return columns;
  }

  private static int clusters(String text) {
    if (text.chars().allMatch(each -> each < 0x80)) {
      return text.length();
    }
    BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
    iterator.setText(text);
    int count = 0;
    while (iterator.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
