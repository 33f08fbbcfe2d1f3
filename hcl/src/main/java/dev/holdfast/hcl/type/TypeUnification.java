package dev.holdfast.hcl.type;

import java.util.List;
import java.util.Optional;

/// Finds the type that all of several types convert to.
@SuppressWarnings("DoNotCallSuggester")
public final class TypeUnification {
  private TypeUnification() {}

  /// The common type by safe conversions; empty if there is none or no types are given.
  public static Optional<Type> unify(List<Type> types) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The common type by unsafe conversions too.
  public static Optional<Type> unifyUnsafe(List<Type> types) {
    throw new UnsupportedOperationException("not written yet");
  }
}
