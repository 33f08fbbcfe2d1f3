package dev.holdfast.hosts.connection;

/// The host exists, or may exist, but a shell on it cannot be had now: it is stopped, the way to it
/// is cut, or it lacks what the shell needs.
public final class HostUnreachableException extends HostException {
  private static final long serialVersionUID = 1L;

  /// @param reason full sentences that say why, such as what the connecting program printed
  public HostUnreachableException(HostAddress address, String reason) {
    super("Cannot reach " + address.text() + ". " + reason);
  }

  public HostUnreachableException(HostAddress address, String reason, Throwable cause) {
    super("Cannot reach " + address.text() + ". " + reason, cause);
  }
}
