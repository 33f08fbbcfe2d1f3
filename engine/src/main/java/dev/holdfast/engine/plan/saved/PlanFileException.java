package dev.holdfast.engine.plan.saved;

import dev.holdfast.hcl.diagnostic.Diagnostic;

/// A file is not a plan that can be used, or a plan cannot be written.
public final class PlanFileException extends Exception {
  private final transient Diagnostic diagnostic;

  /// @param diagnostic for the user: what is wrong and what to do
  public PlanFileException(Diagnostic diagnostic) {
    super(diagnostic.summary() + ": " + diagnostic.detail());
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
