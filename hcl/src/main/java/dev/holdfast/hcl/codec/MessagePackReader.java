package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.number.Number512;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the elements of MessagePack from bytes of any origin. Nothing is allocated for a length
/// that the bytes cannot hold.
final class MessagePackReader {
  private final byte[] bytes;
  private int position;

  MessagePackReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What an element is.
  enum Kind {
    NIL,
    BOOLEAN,
    INTEGER,
    FLOAT,
    STRING,
    BINARY,
    ARRAY,
    MAP,
    EXTENSION
  }

  /// The body of an extension.
  record Extension(int type, MessagePackReader body, int length) {}

  void requireEnd() throws CodecException {
    if (position != bytes.length) {
      throw new CodecException("extra bytes after the value");
    }
  }

  /// What the next element is; it is not consumed.
  Kind kind() throws CodecException {
    int code = peek();
    if (code < 0x80 || code >= 0xe0) {
      return Kind.INTEGER;
    }
    if (code < 0xc0) {
      return code < 0x90 ? Kind.MAP : code < 0xa0 ? Kind.ARRAY : Kind.STRING;
    }
    return switch (code) {
      case 0xc0 -> Kind.NIL;
      case 0xc2, 0xc3 -> Kind.BOOLEAN;
      case 0xc4, 0xc5, 0xc6 -> Kind.BINARY;
      case 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> Kind.EXTENSION;
      case 0xca, 0xcb -> Kind.FLOAT;
      case 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3 -> Kind.INTEGER;
      case 0xd9, 0xda, 0xdb -> Kind.STRING;
      case 0xdc, 0xdd -> Kind.ARRAY;
      case 0xde, 0xdf -> Kind.MAP;
      default -> throw new CodecException("invalid MessagePack code " + code);
    };
  }

  private int peek() throws CodecException {
    requireBytes(1);
    return bytes[position] & 0xff;
  }

  private void requireBytes(long count) throws CodecException {
    if (count > bytes.length - position) {
      throw new CodecException("the bytes end too early");
    }
  }

  /// A number of so many bytes, without sign.
  private long unsigned(int size) throws CodecException {
    requireBytes(size);
    long number = 0;
    for (int index = 0; index < size; index++) {
      number = (number << Byte.SIZE) | (bytes[position++] & 0xff);
    }
    return number;
  }

  private int code(Kind wanted, String name) throws CodecException {
    if (kind() != wanted) {
      throw new CodecException(name + " is required");
    }
    return bytes[position++] & 0xff;
  }

  void nil() throws CodecException {
    code(Kind.NIL, "null");
  }

  boolean bool() throws CodecException {
    return code(Kind.BOOLEAN, "a bool") == 0xc3;
  }

  Number512 integer() throws CodecException {
    int code = code(Kind.INTEGER, "a whole number");
    if (code < 0x80 || code >= 0xe0) {
      return Number512.of((byte) code);
    }
    int size = 1 << (code & 3);
    long number = unsigned(size);
    if (code >= 0xd0) {
      int unused = Long.SIZE - size * Byte.SIZE;
      return Number512.of(number << unused >> unused);
    }
    return number >= 0
        ? Number512.of(number)
        : Number512.of(new BigInteger(Long.toUnsignedString(number)));
  }

  double float64() throws CodecException {
    return code(Kind.FLOAT, "a number") == 0xca
        ? Float.intBitsToFloat((int) unsigned(Float.BYTES))
        : Double.longBitsToDouble(unsigned(Double.BYTES));
  }

  /// Text; it must be UTF-8.
  String string() throws CodecException {
    int length = lengthOfText();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    // What is not UTF-8 was replaced, so only text with a replacement needs a closer look.
    if (text.indexOf('\ufffd') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(bytes, position, position + length))) {
      throw new CodecException("a string is not UTF-8");
    }
    position += length;
    return text;
  }

  /// Bytes; text stands for its bytes.
  byte[] binary() throws CodecException {
    int length = lengthOfText();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  private int lengthOfText() throws CodecException {
    int code = code(kind() == Kind.BINARY ? Kind.BINARY : Kind.STRING, "a string");
    long length =
        switch (code) {
          case 0xc4, 0xd9 -> unsigned(1);
          case 0xc5, 0xda -> unsigned(2);
          case 0xc6, 0xdb -> unsigned(4);
          default -> code & 0x1f;
        };
    requireBytes(length);
    return (int) length;
  }

  /// The number of elements that follow.
  int array() throws CodecException {
    return size(code(Kind.ARRAY, "a list"), 0xdc, 1);
  }

  /// The number of pairs of key and value that follow.
  int map() throws CodecException {
    return size(code(Kind.MAP, "a map"), 0xde, 2);
  }

  private int size(int code, int codeOfTwoBytes, int bytesEach) throws CodecException {
    long size = code < codeOfTwoBytes ? code & 0xf : unsigned(code == codeOfTwoBytes ? 2 : 4);
    requireBytes(size * bytesEach);
    return (int) size;
  }

  Extension extension() throws CodecException {
    int code = code(Kind.EXTENSION, "an extension");
    long length = code >= 0xd4 ? 1L << (code - 0xd4) : unsigned(1 << (code - 0xc7));
    int type = (byte) unsigned(1);
    requireBytes(length);
    position += (int) length;
    byte[] body = Arrays.copyOfRange(bytes, position - (int) length, position);
    return new Extension(type, new MessagePackReader(body), (int) length);
  }

  /// Passes over one element.
  void skip(int depth) throws CodecException {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep();
    }
    switch (kind()) {
      case NIL -> nil();
      case BOOLEAN -> bool();
      case INTEGER -> integer();
      case FLOAT -> float64();
      case STRING, BINARY -> position += lengthOfText();
      case EXTENSION -> extension();
      case ARRAY -> {
        for (int left = array(); left > 0; left--) {
          skip(depth + 1);
        }
      }
      case MAP -> {
        for (int left = map(); left > 0; left--) {
          skip(depth + 1);
          skip(depth + 1);
        }
      }
    }
  }
}
