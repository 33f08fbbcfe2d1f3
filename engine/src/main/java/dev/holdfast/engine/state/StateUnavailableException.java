package dev.holdfast.engine.state;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;

/// A state cannot be read, or what is there is not a state.
public final class StateUnavailableException extends Exception {
  private final transient List<Diagnostic> diagnostics;

  /// @param diagnostics at least one error, for the user
  public StateUnavailableException(List<Diagnostic> diagnostics) {
    super(diagnostics.isEmpty() ? "" : diagnostics.getFirst().detail());
    this.diagnostics = List.copyOf(diagnostics);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
