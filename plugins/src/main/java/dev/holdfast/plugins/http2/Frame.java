package dev.holdfast.plugins.http2;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One frame (RFC 9113, section 4).
///
/// @param stream 0 for the connection as a whole
record Frame(int type, int flags, int stream, ByteBuffer payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int ACKNOWLEDGED = 0x1;
  static final int END_OF_STREAM = 0x1;
  static final int END_OF_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int WITH_PRIORITY = 0x20;

  /// The largest payload that either side may send unless the other allows more; we never do.
  static final int LARGEST_PAYLOAD = 16_384;

  private static final int HEADER = 9;
  private static final int PRIORITY = 5;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// Waits for a whole frame.
  static Frame read(DataInputStream in) throws IOException {
    int lengthAndType = in.readInt();
    int length = lengthAndType >>> 8;
    if (length > LARGEST_PAYLOAD) {
      throw new Http2Exception("a frame of %d bytes is longer than allowed".formatted(length));
    }
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(lengthAndType & 0xff, flags, stream, ByteBuffer.wrap(payload));
  }

  /// The payload of DATA or HEADERS without padding and priority.
  ByteBuffer content() throws Http2Exception {
    int start = has(PADDED) ? 1 : 0;
    int padding = 0;
    if (has(PADDED)) {
      requireLength(1);
      padding = payload.get(0) & 0xff;
    }
    if (type == HEADERS && has(WITH_PRIORITY)) {
      start += PRIORITY;
    }
    int length = payload.limit() - padding - start;
    if (length < 0) {
      throw new Http2Exception("a frame has more padding than content");
    }
    return payload.slice(start, length);
  }

  /// @throws Http2Exception if the payload is shorter than that
  void requireLength(int length) throws Http2Exception {
    if (payload.limit() < length) {
      throw new Http2Exception("a frame of type %d is too short".formatted(type));
    }
  }

  /// A whole frame to send.
  static byte[] encode(int type, int flags, int stream, ByteBuffer payload) {
    int length = payload.remaining();
    return ByteBuffer.allocate(HEADER + length)
        .putInt(length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  static byte[] encodeInteger(int type, int stream, int value) {
    return encode(type, 0, stream, ByteBuffer.allocate(4).putInt(value).flip());
  }
}
