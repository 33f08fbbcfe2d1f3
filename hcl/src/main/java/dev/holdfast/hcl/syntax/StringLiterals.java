package dev.holdfast.hcl.syntax;

/// Resolves the escapes of literal text.
final class StringLiterals {
  private StringLiterals() {}

  /// Resolves `$${` and `%%{`, the only escapes of heredocs and bare templates.
  static String unescapeSequences(String text) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (isEscapedSequence(text, i)) {
        i++;
      }
      result.append(text.charAt(i));
    }
    return result.toString();
  }

  /// Resolves all escapes of a quoted text; those that do not exist are reported.
  static String unescape(TokenCursor cursor, int token) {
    String text = cursor.text(token);
    if (text.indexOf('\\') < 0) {
      return unescapeSequences(text);
    }
    return new Unescaping(cursor, token, text).run();
  }

  private static boolean isEscapedSequence(String text, int at) {
    char first = text.charAt(at);
    return (first == '$' || first == '%')
        && at + 2 < text.length()
        && text.charAt(at + 1) == first
        && text.charAt(at + 2) == '{';
  }

  /// One pass over a text with backslashes.
  private static final class Unescaping {
    private final TokenCursor cursor;
    private final String text;
    private final StringBuilder result;

    /// The byte offset of the character at hand.
    private int offset;

    private final int end;
    private int index;

    Unescaping(TokenCursor cursor, int token, String text) {
      this.cursor = cursor;
      this.offset = cursor.start(token);
      this.end = cursor.end(token);
      this.text = text;
      this.result = new StringBuilder(text.length());
    }

    String run() {
      while (index < text.length()) {
        int codePoint = text.codePointAt(index);
        if (codePoint == '\\') {
          resolve();
        } else if (isEscapedSequence(text, index)) {
          result.append(text.charAt(index));
          result.append('{');
          advance(3);
        } else {
          result.appendCodePoint(codePoint);
          index += Character.charCount(codePoint);
          offset += Utf8.size(codePoint);
        }
      }
      return result.toString();
    }

    private void resolve() {
      int selector = index + 1 < text.length() ? text.codePointAt(index + 1) : -1;
      switch (selector) {
        case 'n' -> replace('\n');
        case 'r' -> replace('\r');
        case 't' -> replace('\t');
        case '"' -> replace('"');
        case '\\' -> replace('\\');
        case 'u' ->
            resolveUnicode(
                4, "The \\u escape sequence must be followed by four hexadecimal digits.");
        case 'U' ->
            resolveUnicode(
                8, "The \\U escape sequence must be followed by eight hexadecimal digits.");
        default -> {
          int length = selector < 0 ? 1 : 1 + Utf8.size(selector);
          String name = selector < 0 ? "\\" : Character.toString(selector);
          report("The symbol \"" + name + "\" is not a valid escape sequence selector.", length);
          result.append(name);
          index += selector < 0 ? 1 : 1 + Character.charCount(selector);
          offset += length;
        }
      }
    }

    private void resolveUnicode(int digits, String detail) {
      int count = 0;
      int codePoint = 0;
      while (count < digits && index + 2 + count < text.length()) {
        char each = text.charAt(index + 2 + count);
        int digit = each < 0x80 ? Character.digit(each, 16) : -1;
        if (digit < 0) {
          break;
        }
        codePoint = (codePoint << 4) | digit;
        count++;
      }
      if (count < digits) {
        report(detail, 2 + count);
      } else if (Character.isValidCodePoint(codePoint) && !isSurrogate(codePoint)) {
        result.appendCodePoint(codePoint);
      } else {
        report("The escape sequence does not stand for a Unicode character.", 2 + count);
      }
      advance(2 + count);
    }

    private static boolean isSurrogate(int codePoint) {
      return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void replace(char by) {
      result.append(by);
      advance(2);
    }

    /// Only over ASCII characters.
    private void advance(int characters) {
      index += characters;
      offset += characters;
    }

    private void report(String detail, int bytes) {
      // Bytes that are not UTF-8 were fewer than those of the character that stands for them now.
      int first = Math.min(offset, end);
      int last = Math.min(offset + bytes, end);
      cursor.error("Invalid escape sequence", detail, cursor.offsets(first, last));
    }
  }
}
