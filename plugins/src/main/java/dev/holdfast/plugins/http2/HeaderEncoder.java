package dev.holdfast.plugins.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Encodes header blocks (RFC 7541) without reference to earlier ones, so that the block of one
/// kind of request can be made once and sent many times.
public final class HeaderEncoder {
  private static final int LITERAL_NOT_INDEXED = 0;

  private HeaderEncoder() {}

  public static byte[] encode(List<HeaderField> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (HeaderField field : fields) {
      block.write(LITERAL_NOT_INDEXED);
      string(block, field.name());
      string(block, field.value());
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    integer(block, bytes.length);
    block.writeBytes(bytes);
  }

  /// With a prefix of seven bits (section 5.1).
  private static void integer(ByteArrayOutputStream block, int value) {
    if (value < 0x7f) {
      block.write(value);
      return;
    }
    block.write(0x7f);
    int rest = value - 0x7f;
    while (rest >= 0x80) {
      block.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    block.write(rest);
  }
}
