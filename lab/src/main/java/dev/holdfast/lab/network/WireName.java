package dev.holdfast.lab.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names and hardware addresses of interfaces, derived from the names of hosts and networks, so
/// that they are the same in every run and need no record.
///
/// Linux allows 15 bytes. `web1_app` is the wire of host `web1` in network `app`; a longer one is
/// shortened and made unique by a hash: `databas~4f1c9a2`. Since the names of hosts and networks
/// hold neither `_` nor `~`, a bridge and a wire never share a name.
public final class WireName {
  /// `IFNAMSIZ - 1` of Linux.
  public static final int LONGEST = 15;

  private static final int KEPT = 7;
  private static final int HASH_CHARACTERS = 7;

  private WireName() {}

  /// The bridge of a network, in the switch.
  public static String bridge(String network) {
    return fit(network);
  }

  /// The switch-side end of the wire between a host and a network.
  public static String wire(String host, String network) {
    return fit(host + "_" + network);
  }

  private static String fit(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    String hash = HexFormat.of().formatHex(digest(name)).substring(0, HASH_CHARACTERS);
    return name.substring(0, KEPT) + "~" + hash;
  }

  /// The hardware address of a host in a network: locally administered, unicast.
  public static byte[] hardwareAddress(String lab, String host, String network) {
    byte[] hash = digest(lab + "/" + host + "/" + network);
    return new byte[] {0x02, hash[0], hash[1], hash[2], hash[3], hash[4]};
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
