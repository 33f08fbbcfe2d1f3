package dev.holdfast.hcl.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the elements of MessagePack, each in its shortest form.
final class MessagePackWriter {
  private byte[] bytes = new byte[256];
  private int length;

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      int doubled = bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : bytes.length * 2;
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }

  private void put(int code) {
    reserve(1);
    bytes[length++] = (byte) code;
  }

  /// The lowest so many bytes of a number, the highest of them first.
  private void put(long number, int size) {
    reserve(size);
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (number >> shift);
    }
  }

  void nil() {
    put(0xc0);
  }

  void bool(boolean value) {
    put(value ? 0xc3 : 0xc2);
  }

  void integer(long value) {
    if (value >= -32 && value < 128) {
      put((int) value);
    } else if (value >= 0) {
      int size = value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : value < 1L << 32 ? 4 : 8;
      put(size == 1 ? 0xcc : size == 2 ? 0xcd : size == 4 ? 0xce : 0xcf);
      put(value, size);
    } else {
      int size =
          value == (byte) value ? 1 : value == (short) value ? 2 : value == (int) value ? 4 : 8;
      put(size == 1 ? 0xd0 : size == 2 ? 0xd1 : size == 4 ? 0xd2 : 0xd3);
      put(value, size);
    }
  }

  void float64(double value) {
    put(0xcb);
    put(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < 32) {
      put(0xa0 | utf8.length);
    } else {
      header(utf8.length, 0xd9);
    }
    raw(utf8);
  }

  void binary(byte[] data) {
    header(data.length, 0xc4);
    raw(data);
  }

  void array(int size) {
    if (size < 16) {
      put(0x90 | size);
    } else {
      longHeader(size, 0xdc);
    }
  }

  void map(int size) {
    if (size < 16) {
      put(0x80 | size);
    } else {
      longHeader(size, 0xde);
    }
  }

  void extension(int type, byte[] data) {
    switch (data.length) {
      case 1 -> put(0xd4);
      case 2 -> put(0xd5);
      case 4 -> put(0xd6);
      case 8 -> put(0xd7);
      case 16 -> put(0xd8);
      default -> header(data.length, 0xc7);
    }
    put(type);
    raw(data);
  }

  /// A length of one, two or four bytes after the first, second or third of three codes.
  private void header(int size, int firstCode) {
    int bytesOfSize = size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : 4;
    put(firstCode + (bytesOfSize == 4 ? 2 : bytesOfSize - 1));
    put(size, bytesOfSize);
  }

  /// A length of two or four bytes after the first or second of two codes.
  private void longHeader(int size, int firstCode) {
    boolean large = size >= 1 << 16;
    put(large ? firstCode + 1 : firstCode);
    put(size, large ? 4 : 2);
  }

  /// Appends what another writer wrote.
  MessagePackWriter append(MessagePackWriter other) {
    raw(other.toByteArray());
    return this;
  }

  private void raw(byte[] data) {
    reserve(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
  }
}
