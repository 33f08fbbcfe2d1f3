package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;

/// Values as MessagePack, as Terraform's plugin protocol wants them (object wire format).
///
/// Whole numbers of 64 bits are integers, other numbers that a double holds exactly are doubles,
/// and the rest is decimal text. An unknown is an extension: type 0 without, type 12 with what is
/// known about it. Where the type is dynamic, a value is an array of its type as JSON and the
/// value.
public final class ValueMessagePack {
  private ValueMessagePack() {}

  /// The bytes of a value without marks. Attributes and map elements come in code point order.
  public static byte[] encode(Value value, Type type) throws CodecException {
    MessagePackWriter bytes = new MessagePackWriter();
    MessagePackEncoding.write(value, type, bytes);
    return bytes.toByteArray();
  }

  /// Reads bytes of any origin: more than 500 levels, and lengths beyond the end of the bytes, are
  /// refused before anything is made of them.
  public static Value decode(byte[] bytes, Type type) throws CodecException {
    MessagePackReader reader = new MessagePackReader(bytes);
    Value value = MessagePackDecoding.read(reader, type, 0);
    reader.requireEnd();
    return value;
  }
}
