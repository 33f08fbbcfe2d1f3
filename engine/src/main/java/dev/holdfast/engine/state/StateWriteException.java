package dev.holdfast.engine.state;

/// A change of the state could not be made durable. The message is for the user and says where the
/// last durable state is.
public final class StateWriteException extends Exception {
  public StateWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
