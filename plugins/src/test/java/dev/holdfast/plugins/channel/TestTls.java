package dev.holdfast.plugins.channel;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/// The side of a program in TLS.
final class TestTls {
  private TestTls() {}

  static SslContext server(MutualTlsOffer own, MutualTlsOffer client) {
    try {
      return GrpcSslContexts.configure(
              SslContextBuilder.forServer(own.key(), own.ours()), SslProvider.JDK)
          .trustManager(client.ours())
          .clientAuth(ClientAuth.REQUIRE)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }
}
