package dev.holdfast.lab.host;

import java.io.IOException;

/// A host could not be started.
public final class HostDidNotStart extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param host its name
  /// @param reason what its first steps printed, or what is missing
  HostDidNotStart(String host, String reason) {
    super("host " + host + " did not start: " + reason);
  }
}
