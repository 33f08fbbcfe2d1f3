package dev.holdfast.cli.render;

/// Parts of source lines that are too long to show whole, as in generated files: nobody reads
/// thousands of letters, and a terminal would be full of them.
final class LongLine {
  /// Longer than lines that people write.
  private static final int LONGEST = 200;

  private static final String MORE = "…";

  private LongLine() {}

  /// The first letters of what is long.
  static String start(String text) {
    int letters = text.codePointCount(0, text.length());
    return letters <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + MORE;
  }

  /// The last letters of what is long.
  static String end(String text) {
    int letters = text.codePointCount(0, text.length());
    return letters <= LONGEST
        ? text
        : MORE + text.substring(text.offsetByCodePoints(text.length(), -LONGEST));
  }
}
