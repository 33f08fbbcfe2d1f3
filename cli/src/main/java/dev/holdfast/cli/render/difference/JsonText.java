package dev.holdfast.cli.render.difference;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Strings that hold a JSON object or array.
final class JsonText {
  private JsonText() {}

  /// What the string holds, or null if it is not a string of JSON.
  static @Nullable Value parse(@Nullable Value value) {
    if (!(value instanceof StringValue string)
        || !(string.value().startsWith("{") || string.value().startsWith("["))) {
      return null;
    }
    try {
      return ValueJson.decodeImplied(string.value());
    } catch (CodecException e) {
      return null;
    }
  }
}
