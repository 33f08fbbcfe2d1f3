package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses templates (HCL native syntax specification, "Templates"): first the pieces in the order
/// they stand, then, in [TemplateTree], the directives with what is between them.
final class TemplateParser {
  private static final Set<String> WORDS = Set.of("else", "endif", "endfor");

  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  TemplateParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /// `"…"`
  Expression parseQuoted() {
    int open = cursor.read();
    return parse(open, TokenType.CLOSE_QUOTE, TemplateExpression.Kind.QUOTED);
  }

  /// `<<EOT` or `<<-EOT` and the lines through the marker.
  Expression parseHeredoc() {
    int open = cursor.read();
    return parse(open, TokenType.CLOSE_HEREDOC, TemplateExpression.Kind.HEREDOC);
  }

  /// A whole text.
  Expression parseBare(TemplateExpression.Kind kind) {
    int first = cursor.position();
    List<TemplatePart> parts = parseParts(TokenType.END_OF_FILE);
    int end = cursor.position();
    return tree(parts, kind, cursor.rangeBetween(first, end), cursor.range(end));
  }

  private Expression parse(int open, TokenType closing, TemplateExpression.Kind kind) {
    if (!cursor.enter()) {
      return ExpressionParser.unknown(cursor.range(open));
    }
    boolean newlines = cursor.newlines(true);
    List<TemplatePart> parts = parseParts(closing);
    cursor.newlines(newlines);
    cursor.leave();
    int close = cursor.read();
    if (kind == TemplateExpression.Kind.HEREDOC && cursor.byteAt(cursor.start(open) + 2) == '-') {
      parts = Indentation.strip(parts);
    }
    return tree(parts, kind, cursor.rangeBetween(open, close), cursor.range(close));
  }

  private Expression tree(
      List<TemplatePart> parts, TemplateExpression.Kind kind, SourceRange range, SourceRange end) {
    if (parts.size() == 1 && parts.getFirst() instanceof TemplatePart.Interpolation interpolation) {
      return new TemplateWrapExpression(interpolation.expression(), kind, range);
    }
    return new TemplateExpression(TemplateTree.build(parts, end, cursor), kind, range);
  }

  /// The pieces up to, not including, the closing token.
  private List<TemplatePart> parseParts(TokenType closing) {
    List<TemplatePart> parts = new ArrayList<>();
    boolean stripNext = false;
    while (!cursor.at(closing) && !cursor.at(TokenType.END_OF_FILE)) {
      int token = cursor.read();
      TokenType type = cursor.type(token);
      if (type == TokenType.TEXT || type == TokenType.QUOTED_TEXT) {
        String text =
            type == TokenType.TEXT
                ? StringLiterals.unescapeSequences(cursor.text(token))
                : StringLiterals.unescape(cursor, token);
        addText(parts, stripNext ? stripLeading(text) : text, cursor.range(token));
        stripNext = false;
      } else {
        if (cursor.end(token) - cursor.start(token) == 3) {
          stripLast(parts);
        }
        TemplatePart part =
            type == TokenType.OPEN_INTERPOLATION
                ? parseInterpolation(token)
                : parseDirective(token);
        if (part != null) {
          parts.add(part);
        }
        stripNext = cursor.byteAt(cursor.start(cursor.previous())) == '~';
      }
    }
    return parts;
  }

  private static void addText(List<TemplatePart> parts, String text, SourceRange range) {
    if (!text.isEmpty()) {
      parts.add(new TemplatePart.Text(text, range));
    }
  }

  private static void stripLast(List<TemplatePart> parts) {
    if (!parts.isEmpty() && parts.getLast() instanceof TemplatePart.Text(String text, var range)) {
      parts.removeLast();
      addText(parts, stripTrailing(text), range);
    }
  }

  private TemplatePart parseInterpolation(int open) {
    boolean newlines = cursor.newlines(false);
    Expression expression = expressions.parseExpression();
    if (!cursor.failing() && !cursor.at(TokenType.CLOSE_SEQUENCE)) {
      cursor.fail(
          "Extra characters after interpolation expression",
          "Expected a closing brace to end the interpolation expression, but found extra characters."
              + "\n\nThis can happen when you include interpolation syntax for another language, such"
              + " as shell scripting, but forget to escape the interpolation start token. If this is"
              + " an embedded sequence for another language, escape it by starting with \"$${\" instead"
              + " of just \"${\".");
    }
    cursor.closeSequence();
    cursor.newlines(newlines);
    return new TemplatePart.Interpolation(expression, cursor.rangeBetween(open, cursor.previous()));
  }

  /// Null when it is not a directive, which has been reported.
  private @Nullable TemplatePart parseDirective(int open) {
    boolean newlines = cursor.newlines(false);
    String word = "";
    Expression condition = null;
    ForParser.Introduction loop = null;
    if (!cursor.at(TokenType.IDENTIFIER)) {
      cursor.fail(
          "Invalid template directive",
          "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{"
              + " sequence.");
    } else if (cursor.atWord("for")) {
      word = "for";
      loop =
          new ForParser(cursor, expressions)
              .parseIntroduction("Invalid 'for' directive", "For directive");
    } else {
      word = cursor.text(cursor.position());
      if (word.equals("if")) {
        cursor.read();
        condition = expressions.parseExpression();
      } else if (WORDS.contains(word)) {
        cursor.read();
      } else {
        cursor.fail(
            "Invalid template control keyword",
            "\""
                + word
                + "\" is not a valid template control keyword."
                + Suggestion.sentence(word, List.of("if", "for", "else", "endif", "endfor")));
      }
    }
    if (!cursor.failing() && !cursor.at(TokenType.CLOSE_SEQUENCE)) {
      cursor.fail(
          "Extra characters in " + word + " marker",
          "Expected a closing brace to end the sequence, but found extra characters.");
    }
    boolean unusable = cursor.failing() && !WORDS.contains(word);
    cursor.closeSequence();
    cursor.newlines(newlines);
    SourceRange range = cursor.rangeBetween(open, cursor.previous());
    if (condition != null) {
      return new TemplatePart.If(condition, range);
    }
    if (loop != null) {
      return new TemplatePart.For(loop.keyName(), loop.valueName(), loop.collection(), range);
    }
    if (word.equals("for")) {
      // Keeps the "endfor" that follows from being reported too.
      return new TemplatePart.For(null, "", ExpressionParser.unknown(range), range);
    }
    return unusable ? null : new TemplatePart.Word(word, range);
  }

  private static String stripLeading(String text) {
    int start = 0;
    while (start < text.length() && Spaces.isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && Spaces.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
