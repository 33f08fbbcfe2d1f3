package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.terminal.ControlSequences;

/// Strings as they stand in what people read. What is not printable is written as an escape, so a
/// value can do nothing to a terminal.
public final class QuotedText {
  private QuotedText() {}

  /// The text in quotes, on one line.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(codePoint -> appendEscaped(quoted, codePoint));
    return quoted.append('"').toString();
  }

  /// A name as it may stand in front of an equals sign: in quotes unless it is an identifier.
  public static String name(String name) {
    return isIdentifier(name) ? name : quote(name);
  }

  /// A line of a longer text, which has no quotes around it.
  static String line(String line) {
    return ControlSequences.strip(line);
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints()
            .allMatch(each ->
                each == '-'
                    || (Character.isUnicodeIdentifierPart(each)
                        && !Character.isIdentifierIgnorable(each)));
  }

  private static void appendEscaped(StringBuilder quoted, int codePoint) {
    switch (codePoint) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isPrintable(codePoint)) {
          quoted.appendCodePoint(codePoint);
        } else {
          quoted.append(
              codePoint < 0x10000
                  ? "\\u%04x".formatted(codePoint)
                  : "\\U%08x".formatted(codePoint));
        }
      }
    }
  }

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
