package dev.holdfast.cli.render.difference;

import dev.holdfast.hcl.format.QuotedText;

/// Names in front of an equals sign.
final class AttributeName {
  private AttributeName() {}

  /// The name, in quotes unless it is an identifier of the language.
  static String of(String name) {
    return isIdentifier(name) ? name : QuotedText.of(name);
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(AttributeName::isPart);
  }

  private static boolean isPart(int codePoint) {
    return codePoint == '-'
        || (Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint));
  }
}
