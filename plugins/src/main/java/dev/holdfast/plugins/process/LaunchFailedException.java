package dev.holdfast.plugins.process;

/// A provider program did not start, or is none. The message is for the user and says what to do.
public final class LaunchFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public LaunchFailedException(String message) {
    super(message);
  }

  public String explanation() {
    return String.valueOf(getMessage());
  }
}
