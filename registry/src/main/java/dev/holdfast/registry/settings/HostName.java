package dev.holdfast.registry.settings;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/// Names of hosts as they are compared: in lower case, in ASCII, without the port that https has
/// anyway.
public final class HostName {
  private static final String HTTPS_PORT = ":443";

  private HostName() {}

  /// The name in its one form; empty where it is none.
  public static Optional<String> normal(String text) {
    int colon = text.lastIndexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon);
    if (name.isEmpty() || !port.matches("|:[0-9]{1,5}")) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return Optional.of(port.equals(HTTPS_PORT) ? ascii : ascii + port);
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }
}
