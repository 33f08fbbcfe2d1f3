package dev.holdfast.plugins.wire;

/// Bytes are not a message, or a field is not of the wanted kind. Has no stack trace, so it is
/// cheap.
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}
