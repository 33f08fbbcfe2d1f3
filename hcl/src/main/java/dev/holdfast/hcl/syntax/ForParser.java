package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import org.jspecify.annotations.Nullable;

/// Parses `for` expressions (HCL native syntax specification, "For Expressions"), and what
/// directives share with them.
final class ForParser {

  /// `for key, value in collection`, of an expression or a directive.
  record Introduction(@Nullable String keyName, String valueName, Expression collection) {}

  private static final String SUMMARY = "Invalid 'for' expression";

  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  ForParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /// Parses from the word `for` through the closing bracket.
  ///
  /// @param open the token of the opening bracket
  Expression parse(int open, TokenType closing) {
    boolean makesObject = closing == TokenType.CLOSE_BRACE;
    Introduction introduction = parseIntroduction(SUMMARY, "For expression");
    if (introduction == null) {
      return giveUp(open, closing);
    }
    if (!cursor.readIf(TokenType.COLON)) {
      cursor.fail(SUMMARY, "For expression requires a colon after the collection expression.");
      return giveUp(open, closing);
    }
    Expression result = expressions.parseExpression();
    Expression key = null;
    if (!cursor.failing() && cursor.at(TokenType.ARROW)) {
      if (!makesObject) {
        cursor.fail(SUMMARY, "Key expression is not valid when building a tuple.");
      }
      cursor.read();
      key = result;
      result = cursor.failing() ? result : expressions.parseExpression();
    } else if (!cursor.failing() && makesObject) {
      cursor.fail(SUMMARY, "Key expression is required when building an object.");
    }
    boolean groups = false;
    if (!cursor.failing() && cursor.at(TokenType.ELLIPSIS)) {
      if (!makesObject) {
        cursor.fail(SUMMARY, "Grouping ellipsis (...) cannot be used when building a tuple.");
      }
      cursor.read();
      groups = true;
    }
    Expression condition = null;
    if (!cursor.failing() && cursor.atWord("if")) {
      cursor.read();
      condition = expressions.parseExpression();
    }
    if (!cursor.failing() && !cursor.at(closing)) {
      cursor.fail(SUMMARY, "Extra characters after the end of the 'for' expression.");
    }
    cursor.closeBracket(closing);
    return new ForExpression(
        introduction.keyName(),
        introduction.valueName(),
        introduction.collection(),
        key,
        result,
        groups,
        condition,
        cursor.rangeBetween(open, cursor.previous()));
  }

  /// `"for" name ["," name] "in" Expression`; null, and giving up, if it is not that.
  ///
  /// @param what how messages name it
  @Nullable Introduction parseIntroduction(String summary, String what) {
    cursor.read();
    String first = parseName(summary, what + " requires variable name after 'for'.");
    String second = null;
    if (first != null && cursor.readIf(TokenType.COMMA)) {
      second = parseName(summary, what + " requires value variable name after comma.");
    }
    if (first == null || cursor.failing()) {
      return null;
    }
    if (!cursor.atWord("in")) {
      cursor.fail(summary, what + " requires the 'in' keyword after its name declarations.");
      return null;
    }
    cursor.read();
    Expression collection = expressions.parseExpression();
    if (cursor.failing()) {
      return null;
    }
    return second == null
        ? new Introduction(null, first, collection)
        : new Introduction(first, second, collection);
  }

  private @Nullable String parseName(String summary, String detail) {
    if (!cursor.at(TokenType.IDENTIFIER)) {
      cursor.fail(summary, detail);
      return null;
    }
    return cursor.text(cursor.read());
  }

  private Expression giveUp(int open, TokenType closing) {
    cursor.closeBracket(closing);
    SourceRange range = cursor.rangeBetween(open, cursor.previous());
    return ExpressionParser.unknown(range);
  }
}
