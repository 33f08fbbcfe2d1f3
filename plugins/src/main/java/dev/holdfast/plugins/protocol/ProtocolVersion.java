package dev.holdfast.plugins.protocol;

import java.util.Optional;

/// A version of the plugin protocol that we speak.
public enum ProtocolVersion {
  FIVE(5, "tfplugin5.Provider"),
  SIX(6, "tfplugin6.Provider");

  private final int number;
  private final String service;

  ProtocolVersion(int number, String service) {
    this.number = number;
    this.service = service;
  }

  public int number() {
    return number;
  }

  /// The full name of the gRPC service.
  public String service() {
    return service;
  }

  public static Optional<ProtocolVersion> of(long number) {
    return number == 5 ? Optional.of(FIVE) : number == 6 ? Optional.of(SIX) : Optional.empty();
  }
}
