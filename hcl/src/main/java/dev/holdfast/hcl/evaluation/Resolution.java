package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;

/// What a [Scope] answered for a traversal.
///
/// @param value the value of the root and the first `steps` steps
/// @param steps how many steps after the root the value already includes
/// @param diagnostics what the user must be told; with an error the value is unknown
public record Resolution(Value value, int steps, List<Diagnostic> diagnostics) {

  public Resolution {
    diagnostics = List.copyOf(diagnostics);
  }

  /// The value of the root alone.
  public static Resolution of(Value value) {
    return new Resolution(value, 0, List.of());
  }

  /// The value of the root and some steps.
  public static Resolution of(Value value, int steps) {
    return new Resolution(value, steps, List.of());
  }

  /// The reference cannot be resolved.
  public static Resolution failed(Diagnostic diagnostic) {
    return new Resolution(Values.UNKNOWN, 0, List.of(diagnostic));
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
