package dev.holdfast.hosts.connection;

/// The host is known not to exist (any more), so nothing on it exists either.
public final class NoSuchHostException extends HostException {
  private static final long serialVersionUID = 1L;

  public NoSuchHostException(HostAddress address) {
    super("There is no host " + address.text() + ".");
  }
}
