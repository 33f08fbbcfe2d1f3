package dev.holdfast.plugins.channel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts a stream of bytes into the messages of gRPC: a byte that tells whether it is compressed,
/// four with its length, and the message (gRPC over HTTP/2, "Length-Prefixed-Message").
final class MessageAssembly {
  /// A schema may have tens of megabytes.
  static final int LARGEST = 256 << 20;

  private static final int PREFIX = 5;

  /// So much is set aside at once on the word of the other side; more only as it comes.
  private static final int TRUSTED = 1 << 20;

  private final Consumer<byte[]> whole;
  private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
  private byte[] message = new byte[0];
  private int filled;

  /// @param whole takes each message
  MessageAssembly(Consumer<byte[]> whole) {
    this.whole = whole;
  }

  /// A message with what goes before it.
  static byte[] prefixed(byte[] message) {
    return ByteBuffer.allocate(PREFIX + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /// @throws GrpcStatusException if what comes is no message, or too large a one
  void add(ByteBuffer piece) throws GrpcStatusException {
    while (piece.hasRemaining()) {
      while (prefix.hasRemaining() && piece.hasRemaining()) {
        prefix.put(piece.get());
      }
      if (prefix.hasRemaining()) {
        return;
      }
      int length = length();
      int part = Math.min(piece.remaining(), length - filled);
      reserve(length, filled + part);
      piece.get(message, filled, part);
      filled += part;
      if (filled == length) {
        byte[] done = message;
        message = new byte[0];
        filled = 0;
        prefix.clear();
        whole.accept(done);
      }
    }
  }

  /// Whether nothing is left over.
  boolean isAtEnd() {
    return prefix.position() == 0;
  }

  private int length() throws GrpcStatusException {
    if (prefix.get(0) != 0) {
      throw new GrpcStatusException(
          GrpcStatus.internal("the answer is compressed, which nobody asked for"));
    }
    int length = prefix.getInt(1);
    if (length < 0 || length > LARGEST) {
      throw new GrpcStatusException(
          new GrpcStatus(
              GrpcStatus.Code.RESOURCE_EXHAUSTED,
              "it has %d bytes, and no more than %d are taken"
                  .formatted(Integer.toUnsignedLong(length), LARGEST)));
    }
    return length;
  }

  private void reserve(int length, int needed) {
    if (message.length < needed || message.length == 0) {
      int size = Math.max(needed, Math.max(TRUSTED, message.length * 2));
      message = Arrays.copyOf(message, Math.min(length, size));
    }
  }
}
