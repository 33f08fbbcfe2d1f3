package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;

/// Converts values to types.
@SuppressWarnings("DoNotCallSuggester")
public final class Conversion {
  private Conversion() {}

  /// The value as the type, by safe and unsafe conversions; [dev.holdfast.hcl.type.DynamicType] in
  /// the type stands for whatever the value has there. Unknowns, nulls and marks are kept.
  public static Value convert(Value value, Type wanted) throws ConversionException {
    throw new UnsupportedOperationException("not written yet");
  }
}
