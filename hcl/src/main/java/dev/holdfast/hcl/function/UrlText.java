package dev.holdfast.hcl.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text in the query of a URL (Go's `url.QueryEscape`): a space is `+`, and only letters, digits
/// and `-_.~` stand for themselves.
final class UrlText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlText() {}

  /// An escape that is not two hexadecimal digits.
  static final class InvalidEscape extends Exception {
    private static final long serialVersionUID = 1L;

    private final String escape;

    InvalidEscape(String escape) {
      super(escape, null, false, false);
      this.escape = escape;
    }

    String escape() {
      return escape;
    }
  }

  static String encode(String text) {
    StringBuilder result = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xFF);
      if (isPlain(character)) {
        result.append(character);
      } else if (character == ' ') {
        result.append('+');
      } else {
        result.append('%').append(HEX.toHexDigits(each));
      }
    }
    return result.toString();
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "-_.~".indexOf(character) >= 0;
  }

  static String decode(String text) throws InvalidEscape {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
    for (int index = 0; index < bytes.length; index++) {
      if (bytes[index] == '%') {
        if (index + 2 >= bytes.length
            || !HexFormat.isHexDigit(bytes[index + 1])
            || !HexFormat.isHexDigit(bytes[index + 2])) {
          int end = Math.min(bytes.length, index + 3);
          throw new InvalidEscape(new String(bytes, index, end - index, StandardCharsets.UTF_8));
        }
        result.write(
            HexFormat.fromHexDigit(bytes[index + 1]) * 16
                + HexFormat.fromHexDigit(bytes[index + 2]));
        index += 2;
      } else {
        result.write(bytes[index] == '+' ? ' ' : bytes[index]);
      }
    }
    return result.toString(StandardCharsets.UTF_8);
  }
}
