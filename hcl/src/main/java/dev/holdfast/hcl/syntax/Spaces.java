package dev.holdfast.hcl.syntax;

/// White space as Unicode defines it (property White_Space), the no-break spaces included.
final class Spaces {
  private Spaces() {}

  /// All such characters are in the Basic Multilingual Plane.
  static boolean isSpace(char each) {
    return switch (each) {
      case ' ',
          '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          0x85,
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000 ->
          true;
      default -> each >= 0x2000 && each <= 0x200A;
    };
  }

  /// How many of the first characters are white space.
  static int leading(String text) {
    int count = 0;
    while (count < text.length() && isSpace(text.charAt(count))) {
      count++;
    }
    return count;
  }
}
