package dev.holdfast.lab.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Builds and reads the payload of a routing netlink message: a fixed head, then attributes of
/// length, type and value, each padded to four bytes (`rtnetlink(7)`).
final class Attributes {
  private static final int LARGEST = 4096;
  private static final int TYPE_MASK = 0x3fff;

  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST).order(ByteOrder.nativeOrder());

  Attributes bytes(int... values) {
    for (int value : values) {
      buffer.put((byte) value);
    }
    return this;
  }

  Attributes integer(int value) {
    buffer.putInt(value);
    return this;
  }

  /// `struct ifinfomsg`.
  Attributes link(int index, int flags, int changed) {
    return bytes(0, 0, 0, 0).integer(index).integer(flags).integer(changed);
  }

  Attributes put(int type, int value) {
    buffer.putShort((short) 8).putShort((short) type).putInt(value);
    return this;
  }

  Attributes put(int type, String value) {
    int start = begin(type);
    buffer.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    return end(start);
  }

  Attributes put(int type, byte[] value) {
    int start = begin(type);
    buffer.put(value);
    return end(start);
  }

  /// Opens an attribute whose value is what follows until [#end] with the returned position.
  int begin(int type) {
    int start = buffer.position();
    buffer.putShort((short) 0).putShort((short) type);
    return start;
  }

  Attributes end(int start) {
    buffer.putShort(start, (short) (buffer.position() - start));
    while ((buffer.position() & 3) != 0) {
      buffer.put((byte) 0);
    }
    return this;
  }

  byte[] payload() {
    byte[] payload = new byte[buffer.position()];
    buffer.get(0, payload);
    return payload;
  }

  /// The attributes of an answer by type, its fixed head of `head` bytes left out.
  static Map<Integer, ByteBuffer> read(ByteBuffer payload, int head) {
    Map<Integer, ByteBuffer> found = new HashMap<>();
    int position = head;
    while (position + 4 <= payload.limit()) {
      int length = Short.toUnsignedInt(payload.getShort(position));
      if (length < 4 || position + length > payload.limit()) {
        break;
      }
      int type = payload.getShort(position + 2) & TYPE_MASK;
      found.put(type, payload.slice(position + 4, length - 4).order(payload.order()));
      position += (length + 3) & ~3;
    }
    return found;
  }

  static byte[] bytes(ByteBuffer value) {
    byte[] copy = new byte[value.limit()];
    value.get(0, copy);
    return copy;
  }

  static String text(ByteBuffer value) {
    byte[] copy = bytes(value);
    return new String(copy, 0, Math.max(0, copy.length - 1), StandardCharsets.UTF_8);
  }
}
