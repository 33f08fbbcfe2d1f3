package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Splits a text into tokens (HCL native syntax specification, "Lexical Elements"). One pass; never
/// fails: what is not of the language becomes an [TokenType#INVALID] token and a diagnostic.
///
/// Brackets of templates are always balanced in the result: where a closing quote, brace or heredoc
/// marker is missing, an empty token stands for it, and the lexer has said so.
final class Lexer {
  /// The text is code, not a template, at the start.
  static TokenList scanCode(byte[] text, Ranges ranges, List<Diagnostic> diagnostics) {
    Lexer lexer = new Lexer(text, ranges, diagnostics);
    lexer.open(LexerMode.Kind.CODE, 0, "");
    return lexer.scan();
  }

  /// The whole text is a template.
  static TokenList scanTemplate(byte[] text, Ranges ranges, List<Diagnostic> diagnostics) {
    Lexer lexer = new Lexer(text, ranges, diagnostics);
    lexer.open(LexerMode.Kind.BARE, 0, "");
    return lexer.scan();
  }

  private final byte[] text;
  private final Ranges ranges;
  private final List<Diagnostic> diagnostics;
  private final InvalidCharacters invalid;
  private final TokenList tokens = new TokenList();
  private final Deque<LexerMode> modes = new ArrayDeque<>();
  private int position;

  /// Whether the next byte begins a line, which only heredocs need to know.
  private boolean atLineStart;

  private Lexer(byte[] text, Ranges ranges, List<Diagnostic> diagnostics) {
    this.text = text;
    this.ranges = ranges;
    this.diagnostics = diagnostics;
    this.invalid = new InvalidCharacters(ranges, diagnostics);
  }

  private TokenList scan() {
    reportBadEncoding();
    if (text.length >= 3
        && text[0] == (byte) 0xEF
        && text[1] == (byte) 0xBB
        && text[2] == (byte) 0xBF) {
      position = 3;
    }
    while (position < text.length) {
      switch (modes.element().kind) {
        case CODE, SEQUENCE -> scanCodeToken();
        case QUOTED -> scanQuoted();
        case HEREDOC -> scanHeredoc();
        case BARE -> scanTextLine();
      }
    }
    closeAllAtEnd();
    tokens.add(TokenType.END_OF_FILE, text.length, text.length);
    return tokens;
  }

  private void reportBadEncoding() {
    int at = Utf8.firstInvalid(text);
    if (at >= 0) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid character encoding",
              "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your"
                  + " editor.",
              ranges.range(at, at + 1)));
    }
  }

  private void scanCodeToken() {
    int start = position;
    byte first = text[start];
    switch (first) {
      case ' ', '\t' -> position++;
      case '\n' -> emit(TokenType.NEWLINE, 1);
      case '\r' -> {
        if (byteAt(start + 1) == '\n') {
          emit(TokenType.NEWLINE, 2);
        } else {
          emitInvalid();
        }
      }
      case '#' -> emitLineComment();
      case '"' -> {
        emit(TokenType.OPEN_QUOTE, 1);
        open(LexerMode.Kind.QUOTED, start, "");
      }
      case '{' -> {
        modes.element().braces++;
        emit(TokenType.OPEN_BRACE, 1);
      }
      case '}' -> closeBrace(1);
      default -> {
        int codePoint = Utf8.codePointAt(text, start);
        if (first >= '0' && first <= '9') {
          emit(TokenType.NUMBER, numberEnd(start) - start);
        } else if (Identifiers.isStart(codePoint)) {
          emit(TokenType.IDENTIFIER, identifierEnd(start) - start);
        } else {
          scanOperator(first);
        }
      }
    }
  }

  private void scanOperator(byte first) {
    byte second = byteAt(position + 1);
    switch (first) {
      case '[' -> emit(TokenType.OPEN_BRACKET, 1);
      case ']' -> emit(TokenType.CLOSE_BRACKET, 1);
      case '(' -> emit(TokenType.OPEN_PARENTHESIS, 1);
      case ')' -> emit(TokenType.CLOSE_PARENTHESIS, 1);
      case '*' -> emit(TokenType.STAR, 1);
      case '%' -> emit(TokenType.PERCENT, 1);
      case '+' -> emit(TokenType.PLUS, 1);
      case '-' -> emit(TokenType.MINUS, 1);
      case ',' -> emit(TokenType.COMMA, 1);
      case '?' -> emit(TokenType.QUESTION, 1);
      case '/' -> scanSlash(second);
      case '.' -> {
        boolean ellipsis = second == '.' && byteAt(position + 2) == '.';
        emit(ellipsis ? TokenType.ELLIPSIS : TokenType.DOT, ellipsis ? 3 : 1);
      }
      case ':' -> emitEither(second == ':', TokenType.DOUBLE_COLON, TokenType.COLON);
      case '>' -> emitEither(second == '=', TokenType.GREATER_OR_EQUAL, TokenType.GREATER);
      case '!' -> emitEither(second == '=', TokenType.NOT_EQUAL, TokenType.BANG);
      case '=' -> {
        if (second == '>') {
          emit(TokenType.ARROW, 2);
        } else {
          emitEither(second == '=', TokenType.EQUAL_EQUAL, TokenType.EQUAL);
        }
      }
      case '<' -> {
        if (second != '<' || !openHeredoc()) {
          emitEither(second == '=', TokenType.LESS_OR_EQUAL, TokenType.LESS);
        }
      }
      case '&' -> emitIfDouble(second == '&', TokenType.AND);
      case '|' -> emitIfDouble(second == '|', TokenType.OR);
      case '~' -> {
        if (second == '}'
            && modes.element().kind == LexerMode.Kind.SEQUENCE
            && modes.element().braces == 0) {
          closeBrace(2);
        } else {
          emitInvalid();
        }
      }
      default -> emitInvalid();
    }
  }

  private void scanSlash(byte second) {
    if (second == '/') {
      emitLineComment();
    } else if (second == '*') {
      int end = position + 2;
      while (end + 1 < text.length && !(text[end] == '*' && text[end + 1] == '/')) {
        end++;
      }
      if (end + 1 >= text.length) {
        diagnostics.add(
            Diagnostic.error(
                "Unterminated comment",
                "This comment is not closed before the end of the file. Close it with \"*/\".",
                ranges.range(position, position + 2)));
        emit(TokenType.COMMENT, text.length - position);
        tokens.add(TokenType.INVALID, text.length, text.length);
        return;
      }
      emit(TokenType.COMMENT, end + 2 - position);
    } else {
      emit(TokenType.SLASH, 1);
    }
  }

  private void emitLineComment() {
    int end = lineEnd(position);
    emit(TokenType.COMMENT, end - position);
  }

  private void closeBrace(int length) {
    LexerMode mode = modes.element();
    if (mode.kind == LexerMode.Kind.SEQUENCE && mode.braces == 0) {
      emit(TokenType.CLOSE_SEQUENCE, length);
      modes.pop();
      atLineStart = false;
    } else {
      mode.braces--;
      emit(TokenType.CLOSE_BRACE, length);
    }
  }

  /// `<<EOT` or `<<-EOT` and a line break; anything else is not a heredoc.
  private boolean openHeredoc() {
    int start = position;
    int name = byteAt(start + 2) == '-' ? start + 3 : start + 2;
    if (name >= text.length || !Identifiers.isStart(Utf8.codePointAt(text, name))) {
      return false;
    }
    int end = identifierEnd(name);
    int lineBreak = byteAt(end) == '\r' ? end + 1 : end;
    if (byteAt(lineBreak) != '\n') {
      return false;
    }
    emit(TokenType.OPEN_HEREDOC, lineBreak + 1 - start);
    String marker = new String(text, name, end - name, StandardCharsets.UTF_8);
    open(LexerMode.Kind.HEREDOC, start, marker);
    atLineStart = true;
    return true;
  }

  private void scanHeredoc() {
    if (atLineStart) {
      int end = lineEnd(position);
      String line = new String(text, position, end - position, StandardCharsets.UTF_8);
      if (line.strip().equals(modes.element().marker)) {
        emit(TokenType.CLOSE_HEREDOC, end - position);
        modes.pop();
        return;
      }
    }
    scanTextLine();
  }

  /// Literal text of a heredoc or bare template up to the end of the line or the next sequence.
  private void scanTextLine() {
    int start = position;
    int at = start;
    atLineStart = false;
    while (at < text.length && !isSequence(at)) {
      if (text[at] == '\n') {
        at++;
        atLineStart = true;
        break;
      }
      at += isEscapedSequence(at) ? 3 : 1;
    }
    finishText(TokenType.TEXT, start, at);
  }

  private void scanQuoted() {
    int start = position;
    int at = start;
    while (at < text.length && text[at] != '"' && text[at] != '\n' && !isSequence(at)) {
      boolean escape = text[at] == '\\' && at + 1 < text.length && text[at + 1] != '\n';
      at += isEscapedSequence(at) ? 3 : escape ? 2 : 1;
    }
    int literalEnd =
        at < text.length && text[at] == '\n' && at > start && text[at - 1] == '\r' ? at - 1 : at;
    if (at < text.length && text[at] == '"') {
      finishText(TokenType.QUOTED_TEXT, start, at);
      emit(TokenType.CLOSE_QUOTE, 1);
      modes.pop();
    } else if (at < text.length && text[at] == '\n') {
      addText(TokenType.QUOTED_TEXT, start, literalEnd);
      position = literalEnd;
      closeAtLineBreak();
    } else {
      finishText(TokenType.QUOTED_TEXT, start, at);
    }
  }

  private void finishText(TokenType type, int start, int end) {
    addText(type, start, end);
    position = end;
    if (end < text.length && isSequence(end)) {
      openSequence();
    }
  }

  private void addText(TokenType type, int start, int end) {
    if (end > start) {
      tokens.add(type, start, end);
    }
  }

  private void openSequence() {
    int start = position;
    TokenType type = text[start] == '$' ? TokenType.OPEN_INTERPOLATION : TokenType.OPEN_DIRECTIVE;
    emit(type, byteAt(start + 2) == '~' ? 3 : 2);
    open(LexerMode.Kind.SEQUENCE, start, "");
  }

  private boolean isSequence(int at) {
    return (text[at] == '$' || text[at] == '%') && byteAt(at + 1) == '{';
  }

  /// `$${` or `%%{`, which stand for the text `${` and `%{`.
  private boolean isEscapedSequence(int at) {
    return (text[at] == '$' || text[at] == '%')
        && byteAt(at + 1) == text[at]
        && byteAt(at + 2) == '{';
  }

  /// A string ends at the end of its line at the latest: close it, and all that was opened in
  /// strings that began on this line, so that the lines that follow are read as what they are.
  private void closeAtLineBreak() {
    int lineStart = position;
    while (lineStart > 0 && text[lineStart - 1] != '\n') {
      lineStart--;
    }
    // The string at hand began on an earlier line if a sequence in it spans lines.
    int outermost = 1;
    int depth = 0;
    for (LexerMode mode : modes) {
      depth++;
      if (mode.kind == LexerMode.Kind.QUOTED && mode.openedAt >= lineStart) {
        outermost = depth;
      } else if (depth > 1 && mode.kind != LexerMode.Kind.SEQUENCE) {
        break;
      }
    }
    boolean unclosedSequence = outermost > 1;
    if (unclosedSequence) {
      // Most likely the quote was meant to close the string in which the sequence is.
      tokens.invalidate(modes.element().token);
    }
    for (int i = 0; i < outermost; i++) {
      LexerMode mode = modes.pop();
      boolean sequence = mode.kind == LexerMode.Kind.SEQUENCE;
      tokens.add(sequence ? TokenType.CLOSE_SEQUENCE : TokenType.CLOSE_QUOTE, position, position);
      if (sequence && i == 1) {
        reportUnclosed(mode);
      }
    }
    if (!unclosedSequence) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid multi-line string",
              "Quoted strings may not be split over multiple lines. To produce a multi-line string,"
                  + " either use the \\n escape to represent a newline character or use the"
                  + " \"heredoc\" multi-line template syntax.",
              ranges.range(position, position + lineBreakLength())));
    }
  }

  private int lineBreakLength() {
    return text[position] == '\r' ? 2 : 1;
  }

  private void closeAllAtEnd() {
    boolean reported = false;
    while (modes.size() > 1) {
      LexerMode mode = modes.pop();
      TokenType type =
          switch (mode.kind) {
            case SEQUENCE -> TokenType.CLOSE_SEQUENCE;
            case QUOTED -> TokenType.CLOSE_QUOTE;
            default -> TokenType.CLOSE_HEREDOC;
          };
      tokens.add(type, text.length, text.length);
      if (!reported) {
        reportUnclosed(mode);
        reported = true;
      }
    }
  }

  private void reportUnclosed(LexerMode mode) {
    int start = mode.openedAt;
    switch (mode.kind) {
      case SEQUENCE -> {
        boolean interpolation = text[start] == '$';
        diagnostics.add(
            Diagnostic.error(
                interpolation
                    ? "Unclosed template interpolation sequence"
                    : "Unclosed template control sequence",
                "There is no closing brace for this "
                    + (interpolation ? "interpolation" : "control")
                    + " sequence before the end of the quoted template. This might be caused by"
                    + " incorrect nesting inside the given expression.",
                ranges.range(start, start + 2)));
      }
      case HEREDOC ->
          diagnostics.add(
              Diagnostic.error(
                  "Unterminated template string",
                  "No closing marker was found for the string. A line with only the word \""
                      + mode.marker
                      + "\" must follow it.",
                  ranges.range(start, lineEnd(start))));
      default ->
          diagnostics.add(
              Diagnostic.error(
                  "Unterminated template string",
                  "No closing marker was found for the string.",
                  ranges.range(start, start + 1)));
    }
  }

  /// Digits with dots and exponents in between, not ending with a dot; the parser tells whether it
  /// is a number.
  private int numberEnd(int start) {
    int end = start;
    int at = start;
    while (at < text.length) {
      byte each = text[at];
      if (each >= '0' && each <= '9') {
        at++;
        end = at;
      } else if (each == '.') {
        at++;
      } else if (each == 'e' || each == 'E') {
        int digit = byteAt(at + 1) == '+' || byteAt(at + 1) == '-' ? at + 2 : at + 1;
        if (byteAt(digit) < '0' || byteAt(digit) > '9') {
          break;
        }
        at = digit + 1;
        end = at;
      } else {
        break;
      }
    }
    return end;
  }

  private int identifierEnd(int start) {
    int at = start;
    while (at < text.length) {
      int codePoint = Utf8.codePointAt(text, at);
      if (codePoint < 0 || !Identifiers.isPart(codePoint)) {
        break;
      }
      at += Utf8.size(codePoint);
    }
    return at;
  }

  /// The offset of the line break, `\n` or `\r\n`, that ends the line, or of the end of the text.
  private int lineEnd(int from) {
    int end = from;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end < text.length && end > from && text[end - 1] == '\r' ? end - 1 : end;
  }

  private void emitEither(boolean longer, TokenType whenLonger, TokenType otherwise) {
    emit(longer ? whenLonger : otherwise, longer ? 2 : 1);
  }

  private void emitIfDouble(boolean doubled, TokenType type) {
    if (doubled) {
      emit(type, 2);
    } else {
      emitInvalid();
    }
  }

  private void emitInvalid() {
    int codePoint = Utf8.codePointAt(text, position);
    int length = codePoint < 0 ? 1 : Utf8.size(codePoint);
    // Bytes that are not UTF-8 have been reported as such.
    if (codePoint >= 0) {
      invalid.report(codePoint, position, position + length);
    }
    emit(TokenType.INVALID, length);
  }

  private void emit(TokenType type, int length) {
    tokens.add(type, position, position + length);
    position += length;
  }

  private void open(LexerMode.Kind kind, int start, String marker) {
    modes.push(new LexerMode(kind, start, marker, tokens.size() - 1));
  }

  private byte byteAt(int index) {
    return index < text.length ? text[index] : 0;
  }
}
