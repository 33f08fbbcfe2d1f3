package dev.holdfast.engine.address;

/// What the engine does with a resource.
public enum ResourceMode {
  /// Created, changed and destroyed.
  MANAGED,
  /// Only read.
  DATA,
  /// Opened for the length of one phase and never stored.
  EPHEMERAL;

  /// What precedes the type in an address.
  public String prefix() {
    return switch (this) {
      case MANAGED -> "";
      case DATA -> "data.";
      case EPHEMERAL -> "ephemeral.";
    };
  }
}
