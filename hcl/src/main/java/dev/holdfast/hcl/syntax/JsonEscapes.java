package dev.holdfast.hcl.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Resolves the escapes of JSON strings and remembers where each byte of the result came from.
final class JsonEscapes {
  private final byte[] text;
  private final int[] offsets;
  private final int invalidAt;

  private JsonEscapes(byte[] text, int[] offsets, int invalidAt) {
    this.text = text;
    this.offsets = offsets;
    this.invalidAt = invalidAt;
  }

  /// The text without escapes, in UTF-8.
  byte[] text() {
    return text;
  }

  /// Where a byte of the text, or its end, stands in the file.
  int sourceOffset(int index) {
    return offsets[index];
  }

  /// Where in the file the first escape is that does not exist, or -1.
  int invalidAt() {
    return invalidAt;
  }

  /// Resolves the bytes between the quotes. Linear.
  static JsonEscapes resolve(byte[] source, int start, int end) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(end - start);
    // No escape resolves to more bytes than it is written with.
    int[] offsets = new int[end - start + 1];
    int at = start;
    while (at < end) {
      int length = 1;
      byte[] resolved = {source[at]};
      if (source[at] == '\\') {
        int codePoint = escaped(source, at, end);
        if (codePoint < 0) {
          return new JsonEscapes(text.toByteArray(), offsets, at);
        }
        length = source[at + 1] != 'u' ? 2 : codePoint > 0xFFFF ? 12 : 6;
        resolved = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
      }
      Arrays.fill(offsets, text.size(), text.size() + resolved.length, at);
      text.writeBytes(resolved);
      at += length;
    }
    offsets[text.size()] = end;
    return new JsonEscapes(text.toByteArray(), Arrays.copyOf(offsets, text.size() + 1), -1);
  }

  /// The code point of the escape that begins here, or -1. Half of a surrogate pair without the
  /// other stands for the replacement character.
  private static int escaped(byte[] source, int at, int end) {
    return switch (at + 1 < end ? source[at + 1] : 0) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int first = hexadecimal(source, at + 2, end);
        if (first < 0 || !Character.isSurrogate((char) first)) {
          yield first;
        }
        boolean pair =
            Character.isHighSurrogate((char) first)
                && at + 7 < end
                && source[at + 6] == '\\'
                && source[at + 7] == 'u';
        int second = pair ? hexadecimal(source, at + 8, end) : -1;
        yield second >= 0 && Character.isLowSurrogate((char) second)
            ? Character.toCodePoint((char) first, (char) second)
            : 0xFFFD;
      }
      default -> -1;
    };
  }

  private static int hexadecimal(byte[] source, int from, int end) {
    if (from + 4 > end) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = source[i] < 0 ? -1 : Character.digit(source[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
