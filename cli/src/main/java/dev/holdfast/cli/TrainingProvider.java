package dev.holdfast.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stands for a provider program in the [Training] run, where there is none: it offers nothing, and
/// answers every call with an empty message, so that what speaking with providers loads is in the
/// cache.
///
/// The little of HTTP/2 (RFC 9113) that this takes: each message of gRPC is a HEADERS and a DATA
/// frame, and a HEADERS frame that ends its stream.
final class TrainingProvider implements AutoCloseable {
  private static final int PREFACE = 24;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int ACKNOWLEDGED = 1;
  private static final int END_OF_STREAM = 1;
  private static final int END_OF_HEADERS = 4;
  // Index 8 of the static table of RFC 7541 is `:status: 200`.
  private static final byte STATUS_200 = (byte) 0x88;

  private final Path socket;
  private final ServerSocketChannel server;

  private TrainingProvider(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  /// Listens at a socket.
  static TrainingProvider at(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    TrainingProvider provider = new TrainingProvider(socket, server);
    Thread.ofPlatform().daemon().start(provider::serve);
    return provider;
  }

  /// The value of `TF_REATTACH_PROVIDERS` that leads to it as `hashicorp/training`.
  String reattachment() {
    return "{\"hashicorp/training\":{\"ProtocolVersion\":6,\"Addr\":{\"Network\":\"unix\",\"String\":\"%s\"}}}"
        .formatted(socket);
  }

  private void serve() {
    try {
      while (true) {
        try (SocketChannel connection = server.accept()) {
          serve(connection);
        }
      }
    } catch (IOException closed) {
      // The run is over.
    }
  }

  private static void serve(SocketChannel connection) throws IOException {
    DataInputStream in = new DataInputStream(Channels.newInputStream(connection));
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(connection));
    in.skipNBytes(PREFACE);
    write(out, SETTINGS, 0, 0, new byte[0]);
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = first << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if ((type == SETTINGS || type == PING) && (flags & ACKNOWLEDGED) == 0) {
        write(out, type, ACKNOWLEDGED, 0, type == PING ? payload : new byte[0]);
      } else if (type == DATA && (flags & END_OF_STREAM) != 0) {
        write(out, HEADERS, END_OF_HEADERS, stream, header("content-type", "application/grpc"));
        write(out, DATA, 0, stream, new byte[5]);
        write(out, HEADERS, END_OF_HEADERS | END_OF_STREAM, stream, header("grpc-status", "0"));
      }
    }
  }

  private static void write(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  /// One header, not indexed, behind the status where it is the one that begins an answer.
  private static byte[] header(String name, String value) {
    byte[] text = (name + value).getBytes(StandardCharsets.US_ASCII);
    boolean begins = name.equals("content-type");
    byte[] block = new byte[text.length + (begins ? 4 : 3)];
    int position = 0;
    if (begins) {
      block[position++] = STATUS_200;
    }
    block[position++] = 0;
    block[position++] = (byte) name.length();
    System.arraycopy(text, 0, block, position, name.length());
    position += name.length();
    block[position++] = (byte) value.length();
    System.arraycopy(text, name.length(), block, position, value.length());
    return block;
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
