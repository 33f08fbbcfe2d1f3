package dev.holdfast.lab.host;

import java.io.IOException;

/// A host exists and differs in what cannot be changed while it exists: image, init or disk.
public final class HostNeedsReplacement extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param host its name
  HostNeedsReplacement(String host) {
    super(
        "host "
            + host
            + " exists with another image, init or disk; destroy it before it is created anew");
  }
}
