package dev.holdfast.plugins.server;

import dev.holdfast.plugins.wire.Message;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers calls of the plugin protocol at a Unix socket, in the clear.
public final class PluginServer {
  private static final MultiThreadIoEventLoopGroup EVENTS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /// It warns of an option that Unix sockets do not have, once for each connection.
  private static final Logger QUIETED =
      Logger.getLogger("io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap");

  static {
    QUIETED.setLevel(Level.SEVERE);
  }

  private final Path socket;
  private final Server server;

  /// What a program answers.
  @FunctionalInterface
  public interface Answers {

    /// Called by many threads at a time.
    ///
    /// @param method the name of the call, without that of its service
    /// @return an encoded message
    /// @throws UnsupportedOperationException if the program does not know the call
    byte[] answer(String method, Message request) throws Exception;
  }

  private PluginServer(Path socket, Server server) {
    this.socket = socket;
    this.server = server;
  }

  /// Listens at a socket that does not exist yet.
  public static PluginServer start(Path socket, Answers answers) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .bossEventLoopGroup(EVENTS)
            .workerEventLoopGroup(EVENTS)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .fallbackHandlerRegistry(new EveryMethod(answers))
            .build()
            .start();
    return new PluginServer(socket, server);
  }

  /// The line by which a program of protocol 6 introduces itself.
  public String handshake() {
    return "1|6|unix|" + socket + "|grpc|";
  }

  /// Serves until the program is ended.
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  private static final class EveryMethod extends HandlerRegistry {
    private final Answers answers;

    EveryMethod(Answers answers) {
      this.answers = answers;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      if (name.startsWith("plugin.GRPCStdio")) {
        return null;
      }
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      String call = name.substring(name.indexOf('/') + 1);
      return ServerMethodDefinition.create(
          method,
          ServerCalls.asyncUnaryCall((request, observer) -> answer(call, request, observer)));
    }

    private void answer(String call, byte[] request, StreamObserver<byte[]> observer) {
      try {
        observer.onNext(answers.answer(call, Message.of(request)));
        observer.onCompleted();
      } catch (UnsupportedOperationException unknown) {
        observer.onError(Status.UNIMPLEMENTED.asRuntimeException());
      } catch (Exception fault) {
        observer.onError(
            Status.INTERNAL
                .withDescription(fault.toString())
                .withCause(fault)
                .asRuntimeException());
      }
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
