package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The parser's place in the tokens, and what all its parts share: the depth and the diagnostics.
final class TokenCursor {
  private final TokenList tokens;
  private final byte[] text;
  private final Ranges ranges;
  private final List<Diagnostic> diagnostics;
  private int index;
  private boolean newlinesMatter = true;
  private int depth;
  private boolean failing;
  private boolean tooDeep;

  /// @param tokens without comments, see [TokenList#significant()]
  TokenCursor(TokenList tokens, byte[] text, Ranges ranges, List<Diagnostic> diagnostics) {
    this.tokens = tokens;
    this.text = text;
    this.ranges = ranges;
    this.diagnostics = diagnostics;
  }

  /// The token at hand; line breaks only where they matter.
  TokenType peek() {
    return tokens.type(nextIndex());
  }

  /// The token after the one at hand.
  TokenType peekSecond() {
    int second = nextIndex() + 1;
    if (!newlinesMatter && second < tokens.size() && tokens.type(second) == TokenType.NEWLINE) {
      second++;
    }
    return second < tokens.size() ? tokens.type(second) : TokenType.END_OF_FILE;
  }

  boolean at(TokenType type) {
    return peek() == type;
  }

  /// Takes the token at hand and gives its index. The end of the file is never passed.
  int read() {
    int taken = nextIndex();
    index = tokens.type(taken) == TokenType.END_OF_FILE ? taken : taken + 1;
    return taken;
  }

  /// Takes the token at hand if it is of that type.
  boolean readIf(TokenType type) {
    if (at(type)) {
      read();
      return true;
    }
    return false;
  }

  /// The index of the token at hand.
  int position() {
    return nextIndex();
  }

  /// The index of the token that was taken last.
  int previous() {
    return index - 1;
  }

  TokenType type(int token) {
    return tokens.type(token);
  }

  int start(int token) {
    return tokens.start(token);
  }

  int end(int token) {
    return tokens.end(token);
  }

  String text(int token) {
    return text(tokens.start(token), tokens.end(token));
  }

  String text(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.UTF_8);
  }

  /// The byte, or 0 after the end.
  byte byteAt(int offset) {
    return offset < text.length ? text[offset] : 0;
  }

  /// Whether the token at hand is that word.
  boolean atWord(String word) {
    return at(TokenType.IDENTIFIER) && text(position()).equals(word);
  }

  SourceRange range(int token) {
    return ranges.range(tokens.start(token), tokens.end(token));
  }

  SourceRange offsets(int start, int end) {
    return ranges.range(start, end);
  }

  /// The range of the token at hand; of the end of the file, the empty place after the text.
  SourceRange here() {
    return range(nextIndex());
  }

  SourceRange rangeBetween(int firstToken, int lastToken) {
    return ranges.range(tokens.start(firstToken), tokens.end(lastToken));
  }

  /// Sets whether line breaks are tokens from here on, and gives what held before, to be set again.
  boolean newlines(boolean matter) {
    boolean before = newlinesMatter;
    newlinesMatter = matter;
    return before;
  }

  /// Goes one level deeper; false, with a diagnostic, if that is too deep.
  boolean enter() {
    if (depth == HclParser.MAXIMUM_NESTING) {
      tooDeep = true;
      fail(
          "Nesting too deep",
          "Brackets, templates and blocks can be nested at most "
              + HclParser.MAXIMUM_NESTING
              + " levels deep. Move a part of this to a local value.");
      return false;
    }
    depth++;
    return true;
  }

  /// Whether anything has been nested too deep.
  boolean isTooDeep() {
    return tooDeep;
  }

  void leave() {
    depth--;
  }

  /// An error that does not hinder reading on.
  void error(String summary, String detail, SourceRange subject) {
    diagnostics.add(Diagnostic.error(summary, detail, subject));
  }

  /// An error at the token at hand, after which the parts of the parser give up until one of them
  /// finds a place to go on. While giving up, nothing more is reported; nor of what the lexer has
  /// reported: an invalid character, or a string without its end, which leaves an empty token.
  void fail(String summary, String detail) {
    fail(summary, detail, here());
  }

  /// The same with another subject.
  void fail(String summary, String detail, SourceRange subject) {
    boolean afterUnclosed = index > 0 && tokens.start(index - 1) == tokens.end(index - 1);
    if (!failing && !at(TokenType.INVALID) && !afterUnclosed) {
      error(summary, detail, subject);
    }
    failing = true;
  }

  /// Whether the parser is giving up.
  boolean failing() {
    return failing;
  }

  /// Takes the closing bracket if all is well. If not, skips what is left up to it; if it cannot be
  /// found, the parser goes on giving up.
  void closeBracket(TokenType closing) {
    if (failing) {
      skip(closing == TokenType.CLOSE_BRACE, false);
      failing = !at(closing);
    }
    readIf(closing);
  }

  /// Skips, while giving up, to the comma or line break that ends the item of an object, or to what
  /// closes the object.
  void recoverToItemOfObject() {
    if (failing) {
      skip(true, true);
      failing = !(at(TokenType.COMMA) || at(TokenType.NEWLINE) || at(TokenType.CLOSE_BRACE));
    }
  }

  /// Skips, while giving up, to the line break that ends the argument or block, or to what closes
  /// the body, whatever brackets are left open.
  void recoverToItemOfBody() {
    if (failing) {
      int open = 0;
      while (!at(TokenType.END_OF_FILE)
          && !(open == 0 && (at(TokenType.NEWLINE) || at(TokenType.CLOSE_BRACE)))) {
        open = Math.max(0, open + nesting(peek()));
        read();
      }
      failing = false;
    }
  }

  /// Takes the end of the template sequence at hand, skipping what is left before it while giving
  /// up. The lexer has made sure that there is one.
  void closeSequence() {
    if (failing) {
      skipSequence();
      failing = false;
    } else {
      readIf(TokenType.CLOSE_SEQUENCE);
    }
  }

  /// Skips what is left of the template sequence at hand, and its end.
  void skipSequence() {
    int open = 0;
    while (!at(TokenType.END_OF_FILE) && !(open == 0 && at(TokenType.CLOSE_SEQUENCE))) {
      switch (peek()) {
        case OPEN_INTERPOLATION, OPEN_DIRECTIVE -> open++;
        case CLOSE_SEQUENCE -> open--;
        default -> {}
      }
      read();
    }
    readIf(TokenType.CLOSE_SEQUENCE);
  }

  /// Skips to the bracket that closes the innermost one open.
  ///
  /// @param inBraces whether that is a brace. Braces are seldom forgotten, so another closing
  ///   bracket is skipped; in parentheses and square brackets it ends the search, and so does a
  ///   line that begins like an argument, since none can be in them: their closing one was
  ///   forgotten
  /// @param stopAtItem stop too at a comma or line break
  private void skip(boolean inBraces, boolean stopAtItem) {
    boolean before = newlines(true);
    int open = 0;
    while (!at(TokenType.END_OF_FILE)) {
      TokenType type = peek();
      boolean stray =
          inBraces
              && open == 0
              && (type == TokenType.CLOSE_PARENTHESIS || type == TokenType.CLOSE_BRACKET);
      if (open == 0
          && ((nesting(type) < 0 && !stray)
              || (stopAtItem && (type == TokenType.COMMA || type == TokenType.NEWLINE))
              || (!inBraces && beginsArgument()))) {
        break;
      }
      open += stray ? 0 : nesting(type);
      read();
    }
    newlines(before);
  }

  private boolean beginsArgument() {
    return at(TokenType.NEWLINE)
        && tokens.type(index + 1) == TokenType.IDENTIFIER
        && tokens.type(index + 2) == TokenType.EQUAL;
  }

  private static int nesting(TokenType type) {
    return switch (type) {
      case OPEN_BRACE,
          OPEN_BRACKET,
          OPEN_PARENTHESIS,
          OPEN_QUOTE,
          OPEN_HEREDOC,
          OPEN_INTERPOLATION,
          OPEN_DIRECTIVE ->
          1;
      case CLOSE_BRACE,
          CLOSE_BRACKET,
          CLOSE_PARENTHESIS,
          CLOSE_QUOTE,
          CLOSE_HEREDOC,
          CLOSE_SEQUENCE ->
          -1;
      default -> 0;
    };
  }

  private int nextIndex() {
    return !newlinesMatter && tokens.type(index) == TokenType.NEWLINE ? index + 1 : index;
  }
}
