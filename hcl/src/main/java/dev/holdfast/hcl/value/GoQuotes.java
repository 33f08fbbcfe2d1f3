package dev.holdfast.hcl.value;

import java.util.HexFormat;

/// Text in double quotes as Go's `%q` writes it.
final class GoQuotes {
  private static final HexFormat HEX = HexFormat.of();

  private GoQuotes() {}

  static void quote(String text, StringBuilder out) {
    out.append('"');
    text.codePoints().forEach(codePoint -> append(codePoint, out));
    out.append('"');
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  private static void append(int codePoint, StringBuilder out) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(codePoint)) {
          out.appendCodePoint(codePoint);
        } else if (codePoint < ' ' || codePoint == 0x7f) {
          out.append("\\x").append(HEX.toHexDigits((byte) codePoint));
        } else if (codePoint < 0x10000) {
          out.append("\\u").append(HEX.toHexDigits((short) codePoint));
        } else {
          out.append("\\U").append(HEX.toHexDigits(codePoint));
        }
      }
    }
  }

  /// Letters, marks, numbers, punctuation, symbols and the ASCII space (Go's `strconv.IsPrint`).
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
