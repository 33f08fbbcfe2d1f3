package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hosts.connection.Response;

/// What came of applying an operation.
public sealed interface Outcome {

  /// Everything was as desired.
  record Unchanged() implements Outcome {}

  /// The host was changed.
  ///
  /// @param response what the change printed; may hold secrets if the operation does
  record Changed(Difference difference, Response response) implements Outcome {}

  /// The change failed. Files are as before or as desired, never half of each; of several steps
  /// some may have been made.
  ///
  /// @param attempted what should have changed
  record Failed(Diagnostic diagnostic, Difference attempted) implements Outcome {}
}
