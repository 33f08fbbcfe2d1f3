package dev.holdfast.hcl.type;

/// Writes types as the language does.
@SuppressWarnings("DoNotCallSuggester")
public final class TypeExpression {
  private TypeExpression() {}

  /// The type on one line, such as `object({a=optional(string)})`.
  public static String text(Type type) {
    throw new UnsupportedOperationException("not written yet");
  }
}
