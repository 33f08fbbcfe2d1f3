package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.TokenType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts one space or none between the tokens of a line.
final class Spacing {

  /// After these a minus is a sign, not a subtraction.
  private static final Set<TokenType> BEFORE_A_SIGN =
      Set.of(
          TokenType.OPEN_PARENTHESIS,
          TokenType.OPEN_BRACE,
          TokenType.OPEN_BRACKET,
          TokenType.EQUAL,
          TokenType.COLON,
          TokenType.COMMA,
          TokenType.QUESTION,
          TokenType.PLUS,
          TokenType.STAR,
          TokenType.SLASH,
          TokenType.PERCENT,
          TokenType.MINUS,
          TokenType.EQUAL_EQUAL,
          TokenType.NOT_EQUAL,
          TokenType.GREATER,
          TokenType.GREATER_OR_EQUAL,
          TokenType.LESS,
          TokenType.LESS_OR_EQUAL,
          TokenType.AND,
          TokenType.OR,
          TokenType.BANG);

  private Spacing() {}

  /// Spaces at the end of a file without a line break there are left, as Terraform leaves them.
  static void apply(List<Line> lines) {
    for (Line line : lines) {
      apply(line.lead(), 0);
      apply(line.assignment(), 1);
      // The space before a comment is a matter of alignment.
      apply(line.comment(), 1);
    }
  }

  private static void apply(List<Piece> cell, int spacesBefore) {
    for (int i = 1; i < cell.size(); i++) {
      Piece before = i > 1 ? cell.get(i - 2) : null;
      Piece right = cell.get(i);
      if (right.type != TokenType.END_OF_FILE) {
        right.spaces = isSpaced(before, cell.get(i - 1), right) ? 1 : 0;
      }
    }
    if (spacesBefore > 0 && !cell.isEmpty()) {
      cell.getFirst().spaces = spacesBefore;
    }
  }

  /// Whether a space is between `left` and `right`.
  ///
  /// @param before what stands before `left` in the cell, if anything
  private static boolean isSpaced(@Nullable Piece before, Piece left, Piece right) {
    if (isNeverSpaced(left.type, right.type)) {
      return false;
    }
    if (left.type == TokenType.COMMA) {
      return true;
    }
    if (isTemplateText(left.type, right.type)) {
      return false;
    }
    // In "for x in [y]" the word "in" is not a list that is indexed.
    if (isWord(left, "in") && before != null && before.type == TokenType.IDENTIFIER) {
      return true;
    }
    if (right.type == TokenType.OPEN_BRACKET && canBeIndexed(left)) {
      return false;
    }
    if (left.type == TokenType.BANG) {
      return false;
    }
    if (left.type == TokenType.MINUS) {
      return before != null && !BEFORE_A_SIGN.contains(before.type);
    }
    return isSpacedByBrackets(left, right);
  }

  private static boolean isNeverSpaced(TokenType left, TokenType right) {
    return switch (right) {
      case NEWLINE, DOT, COMMA, ELLIPSIS -> true;
      case OPEN_PARENTHESIS, DOUBLE_COLON -> left == TokenType.IDENTIFIER;
      case IDENTIFIER -> left == TokenType.DOUBLE_COLON || left == TokenType.DOT;
      default -> left == TokenType.DOT;
    };
  }

  /// Spaces in literal text are not ours to change.
  private static boolean isTemplateText(TokenType left, TokenType right) {
    return switch (left) {
      case QUOTED_TEXT, TEXT, OPEN_QUOTE, OPEN_HEREDOC -> true;
      default ->
          switch (right) {
            case QUOTED_TEXT, TEXT, CLOSE_QUOTE, CLOSE_HEREDOC -> true;
            default -> false;
          };
    };
  }

  private static boolean canBeIndexed(Piece left) {
    return left.type == TokenType.IDENTIFIER || left.type == TokenType.NUMBER || left.nesting() < 0;
  }

  private static boolean isSpacedByBrackets(Piece left, Piece right) {
    if (left.type == TokenType.OPEN_BRACE || right.type == TokenType.CLOSE_BRACE) {
      return !(left.type == TokenType.OPEN_BRACE && right.type == TokenType.CLOSE_BRACE);
    }
    boolean opensSequence =
        left.type == TokenType.OPEN_INTERPOLATION || left.type == TokenType.OPEN_DIRECTIVE;
    if ((opensSequence && right.type == TokenType.OPEN_BRACE)
        || (left.type == TokenType.CLOSE_BRACE && right.type == TokenType.CLOSE_SEQUENCE)) {
      // "${ {" and "} }" are easier to read than "${{" and "}}".
      return true;
    }
    boolean betweenSequences =
        left.type == TokenType.CLOSE_SEQUENCE
            && (right.type == TokenType.OPEN_INTERPOLATION
                || right.type == TokenType.OPEN_DIRECTIVE);
    return !betweenSequences && left.nesting() <= 0 && right.nesting() >= 0;
  }

  private static boolean isWord(Piece piece, String word) {
    return piece.type == TokenType.IDENTIFIER && piece.text.equals(word);
  }
}
