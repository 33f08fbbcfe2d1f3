package dev.holdfast.hosts.connection;

import java.time.Duration;

/// The request ran longer than it may and was ended on the host, with every process it had started
/// and not detached.
public final class RequestTimedOutException extends HostException {
  private static final long serialVersionUID = 1L;

  public RequestTimedOutException(HostAddress address, Duration limit) {
    super(
        "A request on "
            + address.text()
            + " ran longer than "
            + limit.toMillis() / 1000.0
            + " s and was ended.");
  }
}
