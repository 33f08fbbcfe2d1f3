package dev.holdfast.hosts.connection;

/// A host could not be asked. The message is one sentence or more for the user, without control
/// characters from the host.
public abstract sealed class HostException extends Exception
    permits NoSuchHostException,
        HostUnreachableException,
        ShellDiedException,
        RequestTimedOutException {
  private static final long serialVersionUID = 1L;

  HostException(String message) {
    super(message);
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
