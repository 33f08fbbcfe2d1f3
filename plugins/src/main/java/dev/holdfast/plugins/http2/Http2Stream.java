package dev.holdfast.plugins.http2;

import java.nio.ByteBuffer;

/// One request and its answer.
public final class Http2Stream {
  private static final int CANCEL = 8;

  private final Http2Connection connection;
  private final int number;
  private final StreamListener listener;

  /// How much of the content is on its way. Only the thread that sends reads and writes it.
  private int sent;

  /// What came since the window was last refilled. Only the thread that reads uses it.
  private int unacknowledged;

  Http2Stream(Http2Connection connection, int number, StreamListener listener) {
    this.connection = connection;
    this.number = number;
    this.listener = listener;
  }

  int number() {
    return number;
  }

  StreamListener listener() {
    return listener;
  }

  int sent() {
    return sent;
  }

  /// The frame with the next piece of the content.
  byte[] next(byte[] content, int length) {
    int from = sent;
    sent += length;
    int flags = sent == content.length ? Frame.END_OF_STREAM : 0;
    return Frame.encode(Frame.DATA, flags, number, ByteBuffer.wrap(content, from, length));
  }

  /// Counts what came; once that is a certain amount, it is returned and the count begins anew.
  int consumed(int bytes, int amount) {
    unacknowledged += bytes;
    if (unacknowledged < amount) {
      return 0;
    }
    int all = unacknowledged;
    unacknowledged = 0;
    return all;
  }

  /// Tells the other side that nobody waits for the answer; the listener hears nothing more.
  public void cancel() {
    connection.reset(number, CANCEL);
  }
}
