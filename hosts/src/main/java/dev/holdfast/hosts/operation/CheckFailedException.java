package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;

/// A host answered, but what was asked about could not be looked at.
public final class CheckFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  CheckFailedException(Diagnostic diagnostic) {
    super(diagnostic.summary() + ": " + diagnostic.detail());
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
