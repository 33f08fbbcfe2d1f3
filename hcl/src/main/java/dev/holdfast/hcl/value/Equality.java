package dev.holdfast.hcl.value;

/// Structural comparisons of values that are not the language's own.
@SuppressWarnings("DoNotCallSuggester")
public final class Equality {
  private Equality() {}

  /// Whether both are equal in structure, with unknowns of one type equal whatever is known about
  /// them. Marks count.
  public static boolean sameIgnoringRefinements(Value left, Value right) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// As above, and marks do not count either.
  public static boolean sameIgnoringMarksAndRefinements(Value left, Value right) {
    throw new UnsupportedOperationException("not written yet");
  }
}
