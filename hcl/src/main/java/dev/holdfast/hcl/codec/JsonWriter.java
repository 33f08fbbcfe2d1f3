package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.number.Number512;

/// Writes JSON text as Go's `encoding/json` does: `<`, `>`, `&` and the line separators U+2028 and
/// U+2029 are escaped, and so is what is not valid Unicode.
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text;
  private final boolean indented;
  private int depth;
  private boolean empty = true;

  JsonWriter(StringBuilder text, boolean indented) {
    this.text = text;
    this.indented = indented;
  }

  /// Starts an object or an array.
  void open(char bracket) {
    text.append(bracket);
    depth++;
    empty = true;
  }

  /// Ends what was opened.
  void close(char bracket) {
    depth--;
    if (!empty) {
      newLine();
    }
    text.append(bracket);
    empty = false;
  }

  /// To be called before each element of an array.
  void element() {
    if (!empty) {
      text.append(',');
    }
    newLine();
    empty = false;
  }

  /// The name of a member of an object.
  void name(String name) {
    element();
    string(name);
    text.append(indented ? ": " : ":");
  }

  private void newLine() {
    if (indented) {
      text.append('\n').repeat("  ", depth);
    }
  }

  void literal(String literal) {
    text.append(literal);
  }

  void number(Number512 number) throws CodecException {
    if (number.isInfinite()) {
      throw new CodecException("JSON has no infinite numbers");
    }
    text.append(number);
  }

  void string(String string) {
    text.append('"');
    int copied = 0;
    for (int index = 0; index < string.length(); index++) {
      char unit = string.charAt(index);
      if (isPlain(unit)) {
        continue;
      }
      if (Character.isSurrogate(unit) && isPair(string, index)) {
        index++;
        continue;
      }
      text.append(string, copied, index);
      escape(unit);
      copied = index + 1;
    }
    text.append(string, copied, string.length()).append('"');
  }

  private static boolean isPlain(char unit) {
    return unit >= ' '
        && unit != '"'
        && unit != '\\'
        && unit != '<'
        && unit != '>'
        && unit != '&'
        && unit != '\u2028'
        && unit != '\u2029'
        && !Character.isSurrogate(unit);
  }

  private static boolean isPair(String string, int index) {
    return index + 1 < string.length()
        && Character.isSurrogatePair(string.charAt(index), string.charAt(index + 1));
  }

  private void escape(char unit) {
    switch (unit) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        char written = Character.isSurrogate(unit) ? '\ufffd' : unit;
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(HEX.charAt(written >> shift & 0xf));
        }
      }
    }
  }
}
