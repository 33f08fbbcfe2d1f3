package dev.holdfast.plugins.channel;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;

/// Opens channels. All of them share one thread for input and output.
final class Channels {
  private static final int LARGEST_ANSWER = 256 << 20;

  /// What the library logs, such as that a Unix socket has no keep-alive, is of no use to a user:
  /// failures reach us as such. Held, lest it be collected and made anew.
  private static final Logger TALKATIVE = Logger.getLogger("io.grpc");

  static {
    TALKATIVE.setLevel(Level.SEVERE);
  }

  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("plugin-channel", true), NioIoHandler.newFactory());
  private static final Executor CALLBACKS = Executors.newVirtualThreadPerTaskExecutor();

  private Channels() {}

  static ManagedChannel open(SocketAddress address, TransportSecurity security) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(address)
            .channelType(
                address instanceof UnixDomainSocketAddress
                    ? NioDomainSocketChannel.class
                    : NioSocketChannel.class)
            .eventLoopGroup(LOOP)
            .executor(CALLBACKS)
            .overrideAuthority("localhost")
            .disableRetry()
            .maxInboundMessageSize(LARGEST_ANSWER);
    switch (security) {
      case TransportSecurity.Clear _ -> builder.usePlaintext();
      case TransportSecurity.MutualTls tls -> builder.sslContext(context(tls));
    }
    return builder.build();
  }

  private static SslContext context(TransportSecurity.MutualTls tls) {
    try {
      // Java's own TLS: the library's does not know the curve P-521, which programs use.
      return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
          .trustManager(tls.theirs())
          .keyManager(tls.key(), tls.ours())
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java cannot speak TLS", e);
    }
  }
}
