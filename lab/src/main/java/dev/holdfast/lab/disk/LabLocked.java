package dev.holdfast.lab.disk;

import java.io.IOException;

/// Another process is changing the lab and did not finish in time.
public final class LabLocked extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param subject what is locked, for example `lab shop`
  public LabLocked(String subject) {
    super(
        subject
            + " is being changed by another holdfast process; wait for it to finish, or end it,"
            + " and run this again");
  }
}
