package dev.holdfast.hosts.connection;

/// The connection to the host ended while the request was under way. Whether the request was
/// carried out is not known; it is never sent again by itself.
public final class ShellDiedException extends HostException {
  private static final long serialVersionUID = 1L;

  public ShellDiedException(HostAddress address, String reason) {
    super(
        "The connection to "
            + address.text()
            + " ended during a request, which may or may not have been carried out. "
            + reason);
  }
}
