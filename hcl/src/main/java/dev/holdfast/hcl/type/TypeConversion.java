package dev.holdfast.hcl.type;

/// Which types convert to which (cty conversion rules).
@SuppressWarnings("DoNotCallSuggester")
public final class TypeConversion {
  private TypeConversion() {}

  /// Whether every value of a type can become the wanted type.
  public static boolean isSafe(Type from, Type wanted) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Whether some value of a type might become the wanted type.
  public static boolean isPossible(Type from, Type wanted) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Says why a conversion is impossible, such as `attribute "x" is required`.
  public static String mismatch(Type from, Type wanted) {
    throw new UnsupportedOperationException("not written yet");
  }
}
