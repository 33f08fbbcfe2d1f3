package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.channel.GrpcCalls;
import dev.holdfast.plugins.channel.MutualTlsOffer;
import dev.holdfast.plugins.channel.TransportSecurity;
import dev.holdfast.plugins.process.Handshake;
import dev.holdfast.plugins.process.LaunchFailedException;
import dev.holdfast.plugins.process.LaunchOptions;
import dev.holdfast.plugins.process.LogLine;
import dev.holdfast.plugins.process.PluginProcess;
import dev.holdfast.plugins.process.Reattachment;
import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Calls;
import dev.holdfast.plugins.protocol.Rpc;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One running program and the way to it.
final class Instance implements AutoCloseable {
  private final GrpcCalls calls;
  // None of a program that its author started.
  private final @Nullable PluginProcess process;

  private Instance(GrpcCalls calls, @Nullable PluginProcess process) {
    this.calls = calls;
    this.process = process;
  }

  /// Starts a program and waits until it can be spoken with.
  ///
  /// @param tls what to speak TLS with; empty to speak in the clear, which only a Unix socket
  ///   allows: a program that listens at a port of the network is refused then
  static Instance start(
      ProviderSource source,
      Path program,
      LaunchOptions options,
      Optional<MutualTlsOffer> tls,
      LogLine.Sink log,
      RunningPrograms running)
      throws LaunchFailedException {
    LaunchOptions offered = tls.map(each -> options.withCertificate(each.pem())).orElse(options);
    PluginProcess process = PluginProcess.launch(program, offered, log);
    running.started(process);
    Handshake handshake = process.handshake(offered);
    TransportSecurity security;
    try {
      security = secure(handshake, tls);
    } catch (LaunchFailedException e) {
      process.kill();
      throw e;
    }
    GrpcCalls calls =
        new GrpcCalls(source, handshake.version(), handshake.address(), security, process::death);
    calls.listen(data ->
        log.accept(
            new LogLine(
                System.Logger.Level.DEBUG,
                new String(data, StandardCharsets.UTF_8).stripTrailing())));
    return new Instance(calls, process);
  }

  private static TransportSecurity secure(Handshake handshake, Optional<MutualTlsOffer> tls)
      throws LaunchFailedException {
    if (tls.isPresent()) {
      return tls.get().accept(handshake.certificate());
    }
    if (handshake.address() instanceof InetSocketAddress) {
      throw new LaunchFailedException(
          "It listens at a port of the network, which others on this machine can reach. Set %s=1 to speak with it over TLS."
              .formatted(Plugins.TLS));
    }
    return TransportSecurity.NONE;
  }

  /// Speaks with a program that its author started and will end.
  static Instance attach(ProviderSource source, Reattachment to) {
    return new Instance(
        new GrpcCalls(source, to.version(), to.address(), TransportSecurity.NONE, Optional::empty),
        null);
  }

  Calls calls() {
    return calls;
  }

  boolean isAlive() {
    return process == null || process.isAlive();
  }

  /// Asks the program to end what it is doing; whether it heard that is of no use to anybody.
  void stop() {
    try {
      calls.call(Rpc.STOP, new byte[0]);
    } catch (CallFailedException gone) {
      // It is at its end already.
    }
  }

  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      calls.shutDown();
    }
    calls.close();
    if (process != null) {
      process.close();
    }
  }
}
