package dev.holdfast.hcl.format;

/// Text between double quotes, with escapes where they are needed (Go's `%q`).
public final class QuotedText {
  private QuotedText() {}

  /// The text on one line, without anything that a terminal would obey.
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(codePoint -> append(quoted, codePoint));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int codePoint) {
    switch (codePoint) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case 0x07 -> quoted.append("\\a");
      case 0x0B -> quoted.append("\\v");
      default -> {
        if (isPrintable(codePoint)) {
          quoted.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
          quoted.append("\\x%02x".formatted(codePoint));
        } else if (codePoint < 0x10000) {
          quoted.append("\\u%04x".formatted(codePoint));
        } else {
          quoted.append("\\U%08x".formatted(codePoint));
        }
      }
    }
  }

  private static boolean isPrintable(int codePoint) {
    return codePoint == ' '
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
