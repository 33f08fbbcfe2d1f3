package dev.holdfast.plugins.http2;

import java.nio.ByteBuffer;
import java.util.List;

/// Hears what comes back on one stream. Called by the one thread that reads from the connection, so
/// it must not wait for anything.
public interface StreamListener {

  /// Headers, or behind the data trailers.
  ///
  /// @param last whether nothing follows
  void headers(List<HeaderField> fields, boolean last);

  /// A piece of the content; how it is cut means nothing.
  ///
  /// @param last whether nothing follows
  void data(ByteBuffer piece, boolean last);

  /// The other side, or the connection, has given the stream up. Nothing follows.
  void failed(Http2Exception cause);
}
