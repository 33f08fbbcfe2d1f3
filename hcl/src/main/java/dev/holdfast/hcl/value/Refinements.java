package dev.holdfast.hcl.value;

/// Gives unknown values what is known about them.
@SuppressWarnings("DoNotCallSuggester")
public final class Refinements {
  private Refinements() {}

  /// An unknown with a refinement, or the only value that is left: null, a number whose bounds
  /// meet, an empty collection. A refinement that does not fit the type is dropped.
  public static Value refine(Value value, Refinement refinement) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The value, known not to be null if it is unknown of a known type.
  public static Value notNull(Value value) {
    throw new UnsupportedOperationException("not written yet");
  }
}
