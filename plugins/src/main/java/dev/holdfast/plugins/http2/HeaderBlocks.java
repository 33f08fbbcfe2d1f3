package dev.holdfast.plugins.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Puts header blocks together, which may come in several frames, and decodes them in the order in
/// which they came.
final class HeaderBlocks {
  private static final int LARGEST = 1 << 20;

  private final HeaderDecoder decoder = new HeaderDecoder();
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private int stream;
  private boolean open;
  private boolean endsStream;

  /// Whether the block goes on in the next frame, which must be its continuation then.
  boolean isOpen() {
    return open;
  }

  boolean endsStream() {
    return endsStream;
  }

  void add(Frame frame) throws Http2Exception {
    if (open && (frame.type() != Frame.CONTINUATION || frame.stream() != stream)) {
      throw new Http2Exception("headers are interrupted by something else");
    }
    ByteBuffer part = open ? frame.payload() : frame.content();
    if (!open) {
      block.reset();
      stream = frame.stream();
      endsStream = frame.has(Frame.END_OF_STREAM);
    }
    block.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    if (block.size() > LARGEST) {
      throw new Http2Exception("headers are larger than 1 MB");
    }
    open = !frame.has(Frame.END_OF_HEADERS);
  }

  List<HeaderField> decode() throws Http2Exception {
    return decoder.decode(block.toByteArray());
  }
}
