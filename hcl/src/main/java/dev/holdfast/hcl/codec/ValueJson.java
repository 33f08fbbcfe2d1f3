package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;

/// Values as JSON by type (cty JSON).
@SuppressWarnings("DoNotCallSuggester")
public final class ValueJson {
  private ValueJson() {}

  /// The value as compact JSON; where the type is dynamic, as `{"value":…,"type":…}`. The value
  /// must be wholly known and unmarked. Characters are escaped as Go does, as `jsonencode` must.
  public static String encode(Value value, Type type) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The value as compact JSON by its own type: never a wrapper.
  public static String encode(Value value) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// As above, indented by two spaces.
  public static String encodeIndented(Value value) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value decode(String json, Type type) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value decode(byte[] json, Type type) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The value with the type that the text implies: objects and tuples.
  public static Value decodeImplied(String json) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value decodeImplied(byte[] json) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }
}
