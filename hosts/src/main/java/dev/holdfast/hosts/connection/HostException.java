package dev.holdfast.hosts.connection;

/// A host could not be asked. The message is one sentence or more for the user, without control
/// characters from the host.
public abstract sealed class HostException extends Exception
    permits NoSuchHostException,
        HostUnreachableException,
        ShellDiedException,
        RequestTimedOutException {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  HostException(String message) {
    super(message);
    this.explanation = message;
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
    this.explanation = message;
  }

  /// The message.
  public final String explanation() {
    return explanation;
  }
}
