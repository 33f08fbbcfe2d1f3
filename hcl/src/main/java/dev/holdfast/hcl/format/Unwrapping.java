package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.TokenType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes `x` of `"${x}"`, the way that all expressions were written before Terraform 0.12.
final class Unwrapping {
  private Unwrapping() {}

  /// The pieces inside the only interpolation of a string that has nothing else, as often as there
  /// is one in another; null if there is none. Parentheses are put around what spans lines, since
  /// it could not do so without the string.
  static @Nullable List<Piece> unwrap(List<Piece> expression) {
    List<Piece> unwrapped = null;
    List<Piece> inner = unwrapOnce(expression);
    while (inner != null) {
      unwrapped = inner;
      inner = unwrapOnce(inner);
    }
    return unwrapped == null ? null : parenthesized(unwrapped);
  }

  private static @Nullable List<Piece> unwrapOnce(List<Piece> expression) {
    int size = expression.size();
    if (size < 5
        || expression.get(0).type != TokenType.OPEN_QUOTE
        || expression.get(1).type != TokenType.OPEN_INTERPOLATION
        || expression.get(size - 2).type != TokenType.CLOSE_SEQUENCE
        || expression.get(size - 1).type != TokenType.CLOSE_QUOTE) {
      return null;
    }
    List<Piece> inside = expression.subList(2, size - 2);
    return isOneExpression(inside) ? withoutLineBreaksAround(inside) : null;
  }

  /// Whether it is not the middle of `"${a} and ${b}"`. Templates within it are only looked for in
  /// strings, so that a heredoc, which cannot be moved safely, counts as not.
  private static boolean isOneExpression(List<Piece> inside) {
    int quotes = 0;
    for (Piece piece : inside) {
      switch (piece.type) {
        case OPEN_QUOTE -> quotes++;
        case CLOSE_QUOTE -> quotes--;
        case OPEN_INTERPOLATION, CLOSE_SEQUENCE, QUOTED_TEXT -> {
          if (quotes == 0) {
            return false;
          }
        }
        default -> {}
      }
    }
    return true;
  }

  private static List<Piece> withoutLineBreaksAround(List<Piece> pieces) {
    int start = 0;
    int end = pieces.size();
    while (start < end && pieces.get(start).type == TokenType.NEWLINE) {
      start++;
    }
    while (end > start && pieces.get(end - 1).type == TokenType.NEWLINE) {
      end--;
    }
    return pieces.subList(start, end);
  }

  private static List<Piece> parenthesized(List<Piece> pieces) {
    boolean spansLines =
        pieces.stream().anyMatch(piece -> piece.type == TokenType.NEWLINE || piece.isLineComment());
    if (!spansLines || isInParentheses(pieces)) {
      return pieces;
    }
    List<Piece> result = new ArrayList<>(pieces.size() + 2);
    result.add(new Piece(TokenType.OPEN_PARENTHESIS, "(", 1));
    result.addAll(pieces);
    result.add(new Piece(TokenType.CLOSE_PARENTHESIS, ")", 0));
    return result;
  }

  /// Whether the last piece closes the parenthesis that the first one opens: not so in `(1) + (2)`.
  private static boolean isInParentheses(List<Piece> pieces) {
    if (pieces.getFirst().type != TokenType.OPEN_PARENTHESIS) {
      return false;
    }
    int open = 0;
    for (int i = 0; i < pieces.size(); i++) {
      open += pieces.get(i).nesting();
      if (open == 0) {
        return i == pieces.size() - 1;
      }
    }
    return false;
  }
}
