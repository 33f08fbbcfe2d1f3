package dev.holdfast.hcl.syntax;

/// Reads code points from UTF-8 bytes.
final class Utf8 {
  private Utf8() {}

  /// The code point that begins at the index, or -1 if no valid one does.
  static int codePointAt(byte[] bytes, int index) {
    int first = bytes[index];
    if (first >= 0) {
      return first;
    }
    int length = length(first & 0xFF);
    if (length == 0 || index + length > bytes.length) {
      return -1;
    }
    int codePoint = first & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      int next = bytes[index + i];
      if ((next & 0xC0) != 0x80) {
        return -1;
      }
      codePoint = (codePoint << 6) | (next & 0x3F);
    }
    boolean tooLong = codePoint < (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return tooLong || surrogate || codePoint > Character.MAX_CODE_POINT ? -1 : codePoint;
  }

  /// How many bytes a code point takes.
  static int size(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /// The index of the first byte that is not part of valid UTF-8, or -1. Linear.
  static int firstInvalid(byte[] bytes) {
    int index = 0;
    while (index < bytes.length) {
      if (bytes[index] >= 0) {
        index++;
        continue;
      }
      int codePoint = codePointAt(bytes, index);
      if (codePoint < 0) {
        return index;
      }
      index += size(codePoint);
    }
    return -1;
  }

  private static int length(int first) {
    if (first >= 0xC2 && first <= 0xDF) {
      return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  }
}
