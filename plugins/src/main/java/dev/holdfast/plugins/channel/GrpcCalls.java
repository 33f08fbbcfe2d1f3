package dev.holdfast.plugins.channel;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.process.Death;
import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Calls;
import dev.holdfast.plugins.protocol.ProtocolVersion;
import dev.holdfast.plugins.protocol.Rpc;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One connection to one program, used by many threads at a time.
public final class GrpcCalls implements Calls, AutoCloseable {
  private static final MethodDescriptor<byte[], byte[]> SHUTDOWN =
      Methods.unary("plugin.GRPCController", "Shutdown");
  private static final MethodDescriptor<byte[], byte[]> STANDARD_IO =
      Methods.serverStreaming("plugin.GRPCStdio", "StreamStdio");
  private static final long SHUTDOWN_SECONDS = 2;

  private final ProviderSource source;
  private final ProtocolVersion version;
  private final ManagedChannel channel;
  private final Supplier<Optional<Death>> death;
  private final Map<Rpc, MethodDescriptor<byte[], byte[]>> methods = new EnumMap<>(Rpc.class);

  /// Connects when first used.
  ///
  /// @param death how the program ended, where it did
  public GrpcCalls(
      ProviderSource source,
      ProtocolVersion version,
      SocketAddress address,
      TransportSecurity security,
      Supplier<Optional<Death>> death) {
    this.source = source;
    this.version = version;
    this.channel = Channels.open(address, security);
    this.death = death;
    for (Rpc rpc : Rpc.values()) {
      methods.put(rpc, Methods.unary(version.service(), rpc.nameIn(version)));
    }
  }

  @Override
  public ProtocolVersion version() {
    return version;
  }

  @Override
  public byte[] call(Rpc rpc, byte[] request) throws CallFailedException {
    MethodDescriptor<byte[], byte[]> method = methods.get(rpc);
    if (method == null) {
      throw new IllegalArgumentException(rpc.toString());
    }
    try {
      return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
    } catch (StatusRuntimeException failure) {
      throw explain(rpc, failure.getStatus());
    }
  }

  private CallFailedException explain(Rpc rpc, Status status) {
    String name = rpc.nameIn(version);
    String description = description(status);
    return switch (status.getCode()) {
      case UNIMPLEMENTED ->
          new CallFailedException(
              "The provider %s does not know the call %s.".formatted(source, name), true);
      case RESOURCE_EXHAUSTED ->
          new CallFailedException(
              "The answer of the provider %s to the call %s is too large: %s."
                  .formatted(source, name, description),
              false);
      case UNAVAILABLE, CANCELLED, INTERNAL, UNKNOWN ->
          new CallFailedException(
              death
                  .get()
                  .map(end ->
                      "The program of the provider %s %s while the call %s was under way.%s"
                          .formatted(source, end.manner(), name, end.lastWords()))
                  .orElseGet(() -> failure(name, status.getCode(), description)),
              false);
      default -> new CallFailedException(failure(name, status.getCode(), description), false);
    };
  }

  private static String description(Status status) {
    String text = String.valueOf(status.getDescription()).lines().findFirst().orElse("");
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null || cause.getMessage() == null ? text : text + ": " + cause.getMessage();
  }

  private String failure(String name, Status.Code code, String description) {
    return "The provider %s failed to answer the call %s: %s (%s)."
        .formatted(source, name, description, code);
  }

  /// Listens to what the program writes besides its log, until it ends. Old programs have no such
  /// thing.
  ///
  /// @param lines takes bytes as they come, which need not end where a line does
  public void listen(Consumer<byte[]> lines) {
    ClientCalls.asyncServerStreamingCall(
        channel.newCall(STANDARD_IO, CallOptions.DEFAULT),
        new byte[0],
        new StreamObserver<byte[]>() {
          @Override
          public void onNext(byte[] data) {
            lines.accept(data);
          }

          @Override
          public void onError(Throwable ended) {
            // Unavailable or unimplemented: there is nothing to hear.
          }

          @Override
          public void onCompleted() {}
        });
  }

  /// Asks the program to end.
  public void shutDown() {
    try {
      ClientCalls.blockingUnaryCall(
          channel,
          SHUTDOWN,
          CallOptions.DEFAULT.withDeadlineAfter(SHUTDOWN_SECONDS, TimeUnit.SECONDS),
          new byte[0]);
    } catch (StatusRuntimeException gone) {
      // It ends at once and may not come to answer, or it is dead already.
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
