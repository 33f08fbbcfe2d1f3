package dev.holdfast.lab.network;

import java.io.IOException;

/// The kernel cannot delay packets.
public final class LatencyUnavailable extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param said what `tc` said
  LatencyUnavailable(String said) {
    super(
        "this kernel cannot delay packets: it lacks netem (CONFIG_NET_SCH_NETEM). Boot a kernel that"
            + " has it, such as that of Debian or Ubuntu, or leave the latency out. tc says: "
            + said);
  }
}
