package dev.holdfast.lab.host;

import java.io.IOException;
import java.util.Locale;

/// A host cannot be entered, since it does not run.
public final class HostNotRunning extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param state how it is instead
  HostNotRunning(String host, HostState state) {
    super(
        "host "
            + host
            + " is "
            + state.name().toLowerCase(Locale.ROOT)
            + (state == HostState.ABSENT
                ? "; `holdfast lab ls` shows the hosts there are"
                : "; apply the configuration again to start it"));
  }
}
