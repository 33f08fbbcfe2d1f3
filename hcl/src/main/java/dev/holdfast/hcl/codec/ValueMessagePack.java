package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;

/// Values as MessagePack, as Terraform's plugin protocol wants them (object wire format).
@SuppressWarnings("DoNotCallSuggester")
public final class ValueMessagePack {
  private ValueMessagePack() {}

  /// The bytes of an unmarked value.
  public static byte[] encode(Value value, Type type) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Reads bytes of any origin: depth, lengths and sizes are limited.
  public static Value decode(byte[] bytes, Type type) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }
}
