package dev.holdfast.plugins.http2;

import org.jspecify.annotations.Nullable;

/// What we let the other side send: as much as the protocol can say, since answers are wanted whole
/// and their size is bounded elsewhere. Only the thread that reads uses it.
final class ReceiveWindows {
  private static final int INITIAL = 65_535;
  private static final int REFILL = 1 << 29;

  private final Outbound outbound;
  private int consumed;

  ReceiveWindows(Outbound outbound) {
    this.outbound = outbound;
  }

  /// Opens the window of the connection, which no setting does.
  static byte[] opening() {
    return Frame.encodeInteger(Frame.WINDOW_UPDATE, 0, Integer.MAX_VALUE - INITIAL);
  }

  /// @param stream null where it is at its end
  void consumed(@Nullable Http2Stream stream, int bytes) {
    consumed += bytes;
    if (consumed >= REFILL) {
      outbound.add(Frame.encodeInteger(Frame.WINDOW_UPDATE, 0, consumed));
      consumed = 0;
    }
    int ofStream = stream == null ? 0 : stream.consumed(bytes, REFILL);
    if (stream != null && ofStream > 0) {
      outbound.add(Frame.encodeInteger(Frame.WINDOW_UPDATE, stream.number(), ofStream));
    }
  }
}
