package dev.holdfast.plugins.http2;

import java.nio.ByteBuffer;

/// What each side asks of the other (RFC 9113, section 6.5).
final class Settings {
  private static final int ENABLE_PUSH = 2;
  private static final int MAX_CONCURRENT_STREAMS = 3;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int SIZE = 6;

  private Settings() {}

  /// The frame with ours: no pushing, and windows as large as they can be.
  static byte[] ours() {
    ByteBuffer payload = ByteBuffer.allocate(2 * SIZE);
    payload.putShort((short) ENABLE_PUSH).putInt(0);
    payload.putShort((short) INITIAL_WINDOW_SIZE).putInt(Integer.MAX_VALUE);
    return Frame.encode(Frame.SETTINGS, 0, 0, payload.flip());
  }

  static byte[] acknowledgement() {
    return Frame.encode(Frame.SETTINGS, Frame.ACKNOWLEDGED, 0, ByteBuffer.allocate(0));
  }

  /// Those of the other side that concern us: our frames are never larger than always allowed, and
  /// our headers refer to no table.
  static void apply(ByteBuffer payload, SendWindows windows) throws Http2Exception {
    if (payload.limit() % SIZE != 0) {
      throw new Http2Exception("settings end in the middle of one");
    }
    for (int at = 0; at < payload.limit(); at += SIZE) {
      int value = payload.getInt(at + 2);
      switch (Short.toUnsignedInt(payload.getShort(at))) {
        case MAX_CONCURRENT_STREAMS -> windows.limitStreams(value);
        case INITIAL_WINDOW_SIZE -> windows.changeInitial(value);
        default -> {
          // The others concern what we never do, or are unknown.
        }
      }
    }
  }
}
