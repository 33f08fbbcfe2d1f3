package dev.holdfast.plugins.protocol;

/// A provider program did not answer a call. The message says why, for the user, and names the
/// provider.
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unimplemented;

  /// @param unimplemented the program does not know the call
  public CallFailedException(String message, boolean unimplemented) {
    super(message);
    this.unimplemented = unimplemented;
  }

  public boolean isUnimplemented() {
    return unimplemented;
  }

  public String explanation() {
    return String.valueOf(getMessage());
  }
}
