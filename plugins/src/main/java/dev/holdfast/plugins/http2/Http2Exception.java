package dev.holdfast.plugins.http2;

import java.io.IOException;

/// A stream or a connection that came to a bad end. The message says why, without a full stop.
public final class Http2Exception extends IOException {
  private static final long serialVersionUID = 1L;

  public Http2Exception(String message) {
    super(message);
  }

  public Http2Exception(String message, Throwable cause) {
    super(message, cause);
  }
}
