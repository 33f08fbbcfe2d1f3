package dev.holdfast.hcl.syntax;

/// The names of the language: Unicode identifiers (UAX 31) in which `-` may also stand after the
/// first character, and `_` anywhere.
public final class Identifiers {
  private Identifiers() {}

  /// Whether the text is a valid name.
  public static boolean isValid(String text) {
    return !text.isEmpty()
        && isStart(text.codePointAt(0))
        && text.codePoints().allMatch(Identifiers::isPart);
  }

  static boolean isStart(int codePoint) {
    return codePoint == '_'
        || (codePoint < 0x80
            ? (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z'
            : Character.isUnicodeIdentifierStart(codePoint));
  }

  static boolean isPart(int codePoint) {
    if (codePoint < 0x80) {
      return isStart(codePoint) || codePoint == '-' || (codePoint >= '0' && codePoint <= '9');
    }
    return Character.isUnicodeIdentifierPart(codePoint)
        && !Character.isIdentifierIgnorable(codePoint);
  }
}
