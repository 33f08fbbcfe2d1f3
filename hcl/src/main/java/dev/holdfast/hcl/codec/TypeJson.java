package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.type.Type;

/// Types as JSON: `"string"`, `["list","string"]`, `["object",{"a":"string"},["a"]]`.
@SuppressWarnings("DoNotCallSuggester")
public final class TypeJson {
  private TypeJson() {}

  public static String encode(Type type) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Type decode(String json) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Type decode(byte[] json) throws CodecException {
    throw new UnsupportedOperationException("not written yet");
  }
}
