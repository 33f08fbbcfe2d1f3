package dev.holdfast.plugins.origin;

/// A place has no package, or cannot be asked. The message is for the user: a clause without a full
/// stop.
public final class PackageUnavailableException extends Exception {
  private final boolean unknown;

  private PackageUnavailableException(String message, boolean unknown) {
    super(message);
    this.unknown = unknown;
  }

  /// The place does not know the provider at all.
  public static PackageUnavailableException unknown(String message) {
    return new PackageUnavailableException(message, true);
  }

  /// Anything else.
  public static PackageUnavailableException because(String message) {
    return new PackageUnavailableException(message, false);
  }

  /// Whether the place was asked and does not know the provider.
  public boolean isUnknownProvider() {
    return unknown;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
