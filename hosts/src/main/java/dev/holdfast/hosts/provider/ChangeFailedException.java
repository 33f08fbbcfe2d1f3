package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hosts.operation.Outcome;

/// A host answered, but the change could not be made.
final class ChangeFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ProviderDiagnostic diagnostic;

  ChangeFailedException(ProviderDiagnostic diagnostic) {
    super(diagnostic.summary());
    this.diagnostic = diagnostic;
  }

  ProviderDiagnostic diagnostic() {
    return diagnostic;
  }

  static ProviderDiagnostic said(Diagnostic diagnostic) {
    return new ProviderDiagnostic(
        diagnostic.severity(), diagnostic.summary(), diagnostic.detail(), Path.ROOT);
  }

  /// Passes what succeeded.
  ///
  /// @throws ChangeFailedException if it did not
  static Outcome require(Outcome outcome) throws ChangeFailedException {
    if (outcome instanceof Outcome.Failed failed) {
      throw new ChangeFailedException(said(failed.diagnostic()));
    }
    return outcome;
  }
}
