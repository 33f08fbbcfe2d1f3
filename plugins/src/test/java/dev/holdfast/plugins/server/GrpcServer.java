package dev.holdfast.plugins.server;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
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
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// gRPC as its authors implement it, at a Unix socket, in the clear unless told otherwise. Every
/// method takes one message and answers as a test wants.
public final class GrpcServer implements AutoCloseable {
  /// Streams that are broken off are what the tests are for. Held, lest it be made anew.
  private static final Logger TALKATIVE = Logger.getLogger("io.grpc");

  static {
    TALKATIVE.setLevel(Level.SEVERE);
  }

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Server server;

  /// What a method answers.
  @FunctionalInterface
  public interface Answering {
    void answer(String method, byte[] request, StreamObserver<byte[]> observer);
  }

  /// Listens at a socket that does not exist yet.
  public GrpcServer(Path socket, Answering answering) throws IOException {
    this(socket, answering, settings -> {});
  }

  public GrpcServer(Path socket, Answering answering, Consumer<NettyServerBuilder> settings)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .bossEventLoopGroup(group)
            .workerEventLoopGroup(group)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .fallbackHandlerRegistry(new EveryMethod(answering));
    settings.accept(builder);
    server = builder.build().start();
  }

  /// Serves until the program is ended.
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdownNow();
    var _ = group.shutdownGracefully();
  }

  private static final class EveryMethod extends HandlerRegistry {
    private final Answering answering;

    private EveryMethod(Answering answering) {
      this.answering = answering;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      if (name.startsWith("plugin.GRPCStdio")) {
        return null;
      }
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      return ServerMethodDefinition.create(
          method,
          ServerCalls.asyncServerStreamingCall(
              (request, observer) -> answering.answer(name, request, observer)));
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
