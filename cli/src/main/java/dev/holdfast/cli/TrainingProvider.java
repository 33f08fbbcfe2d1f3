package dev.holdfast.cli;

import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider program for the [Training] run, which finds none on a fresh machine: it keeps what it
/// is given. What starting providers and speaking with them loads is in the cache then.
///
/// The program itself is a few lines for the shell that lead here. The little of HTTP/2 (RFC 9113)
/// that this takes: each message of gRPC is a HEADERS and a DATA frame, and a HEADERS frame that
/// ends its stream; the names of calls lie in our headers as they are.
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

  private static final int PREFIX_OF_MESSAGE = 5;
  private static final int CAPABILITIES = 6;

  private final Path socket;
  private final Path running;
  private final ServerSocketChannel server;

  private TrainingProvider(Path socket, Path running, ServerSocketChannel server) {
    this.socket = socket;
    this.running = running;
    this.server = server;
  }

  /// Puts the program into a folder mirror and answers for it.
  ///
  /// @param folder short, since the path of a socket is
  static TrainingProvider in(Path folder, Path mirror) throws IOException {
    Path socket = folder.resolve("socket");
    Path running = folder.resolve("running");
    Path program =
        mirror.resolve(
            "registry.opentofu.org/hashicorp/training/1.0.0/%s/terraform-provider-training_v1.0.0"
                .formatted(Platform.current()));
    Files.createDirectories(program.getParent());
    Files.writeString(
        program,
        """
        #!/bin/sh
        : >'%2$s'
        echo '1|6|unix|%1$s|grpc|'
        while [ -e '%2$s' ]; do sleep 0.02; done
        """
            .formatted(socket, running));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    TrainingProvider provider = new TrainingProvider(socket, running, server);
    Thread.ofPlatform().daemon().start(provider::serve);
    return provider;
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
    } catch (MalformedMessageException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private void serve(SocketChannel connection) throws IOException, MalformedMessageException {
    DataInputStream in = new DataInputStream(Channels.newInputStream(connection));
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(connection));
    in.skipNBytes(PREFACE);
    write(out, SETTINGS, 0, 0, new byte[0]);
    Map<Integer, String> calls = new HashMap<>();
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = first << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if ((type == SETTINGS || type == PING) && (flags & ACKNOWLEDGED) == 0) {
        write(out, type, ACKNOWLEDGED, 0, type == PING ? payload : new byte[0]);
      } else if (type == HEADERS) {
        calls.put(stream, new String(payload, StandardCharsets.ISO_8859_1));
      } else if (type == DATA && (flags & END_OF_STREAM) != 0) {
        byte[] request = Arrays.copyOfRange(payload, PREFIX_OF_MESSAGE, length);
        byte[] answer = answer(calls.remove(stream), Message.of(request)).toByteArray();
        write(out, HEADERS, END_OF_HEADERS, stream, header("content-type", "application/grpc"));
        write(
            out,
            DATA,
            0,
            stream,
            ByteBuffer.allocate(PREFIX_OF_MESSAGE + answer.length)
                .put((byte) 0)
                .putInt(answer.length)
                .put(answer)
                .array());
        write(out, HEADERS, END_OF_HEADERS | END_OF_STREAM, stream, header("grpc-status", "0"));
      }
    }
  }

  /// @param call holds the name of the call somewhere
  private MessageBuilder answer(@Nullable String call, Message request)
      throws IOException, MalformedMessageException {
    MessageBuilder answer = new MessageBuilder();
    if (call == null) {
      return answer;
    }
    if (call.contains("/GetProviderSchema")) {
      MessageBuilder schema = schema();
      MessageBuilder resource = new MessageBuilder().text(1, "training_box").message(2, schema);
      return answer
          .message(1, new MessageBuilder().message(2, new MessageBuilder()))
          .message(2, resource)
          .message(CAPABILITIES, new MessageBuilder().flag(1, true).flag(2, true));
    }
    if (call.contains("/PlanResourceChange") || call.contains("/ApplyResourceChange")) {
      return answer.bytes(1, request.bytes(3));
    }
    if (call.contains("/ReadResource")) {
      return answer.bytes(1, request.bytes(2));
    }
    Message state = request.message(3);
    if (call.contains("/UpgradeResourceState") && state != null) {
      return answer.message(1, new MessageBuilder().bytes(2, state.bytes(1)));
    }
    if (call.contains("/Shutdown")) {
      Files.deleteIfExists(running);
    }
    return answer;
  }

  private static MessageBuilder schema() {
    MessageBuilder block = new MessageBuilder();
    for (String name : List.of("name", "text")) {
      block.message(2, new MessageBuilder().text(1, name).text(2, "\"string\"").flag(5, true));
    }
    return new MessageBuilder().message(2, block);
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
    Files.deleteIfExists(running);
    server.close();
    Files.deleteIfExists(socket);
  }
}
