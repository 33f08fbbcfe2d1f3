package dev.holdfast.lab.controlgroup;

import java.io.IOException;

/// The machine has not the controller for a limit that was asked for.
public final class LimitUnavailable extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param file the control file that is missing, for example `memory.max`
  public LimitUnavailable(String file) {
    super(
        "this machine cannot set "
            + file
            + ": the control group controller for it is not available here; `holdfast lab doctor`"
            + " shows which are. Leave the limit out, or enable the controller");
  }
}
