package dev.holdfast.lab.host;

import java.io.IOException;
import java.nio.file.Path;

/// The record of a host on disk cannot be understood. The host can still be destroyed.
public final class RecordDamaged extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param record the file
  RecordDamaged(Path record, Throwable cause) {
    super(
        "the record "
            + record
            + " is damaged ("
            + cause.getMessage()
            + "); destroy the host and create it again",
        cause);
  }
}
