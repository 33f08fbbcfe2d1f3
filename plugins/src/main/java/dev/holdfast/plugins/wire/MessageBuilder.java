package dev.holdfast.plugins.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes one message. Fields that have the value of absent ones are left out, except messages:
/// those say by being there that something is.
public final class MessageBuilder {
  private byte[] bytes = new byte[64];
  private int length;

  public MessageBuilder number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3);
      varint(value);
    }
    return this;
  }

  public MessageBuilder flag(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  public MessageBuilder text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public MessageBuilder bytes(int field, byte[] value) {
    return value.length == 0 ? this : raw(field, value, value.length);
  }

  /// Puts a message into a field, also an empty one.
  public MessageBuilder message(int field, MessageBuilder message) {
    return raw(field, message.bytes, message.length);
  }

  private MessageBuilder raw(int field, byte[] value, int size) {
    varint(((long) field << 3) | 2);
    varint(size);
    reserve(size);
    System.arraycopy(value, 0, bytes, length, size);
    length += size;
    return this;
  }

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      int doubled = bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : bytes.length * 2;
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
