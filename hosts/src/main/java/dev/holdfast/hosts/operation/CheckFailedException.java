package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hosts.connection.Host;

/// A host answered, but what was asked about could not be looked at.
public final class CheckFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  CheckFailedException(Diagnostic diagnostic) {
    super(diagnostic.summary() + ": " + diagnostic.detail());
    this.diagnostic = diagnostic;
  }

  /// @param what what cannot be looked at, such as `the packages`
  /// @param reason a full sentence that says why
  public CheckFailedException(Host host, String what, String reason) {
    this(Diagnostic.error("Cannot look at " + what, "On " + host.address().text() + ": " + reason));
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
