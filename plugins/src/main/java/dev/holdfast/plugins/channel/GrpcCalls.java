package dev.holdfast.plugins.channel;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.process.Death;
import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Calls;
import dev.holdfast.plugins.protocol.ProtocolVersion;
import dev.holdfast.plugins.protocol.Rpc;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One connection to one program, used by many threads at a time.
public final class GrpcCalls implements Calls, AutoCloseable {
  private static final String SHUTDOWN = "/plugin.GRPCController/Shutdown";
  private static final String STANDARD_IO = "/plugin.GRPCStdio/StreamStdio";
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(2);

  private final ProviderSource source;
  private final ProtocolVersion version;
  private final GrpcChannel channel;
  private final Supplier<Optional<Death>> death;
  private final Map<Rpc, byte[]> headers = new EnumMap<>(Rpc.class);

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
    this.channel = new GrpcChannel(address, security);
    this.death = death;
    for (Rpc rpc : Rpc.values()) {
      headers.put(rpc, channel.headers("/" + version.service() + "/" + rpc.nameIn(version)));
    }
  }

  @Override
  public ProtocolVersion version() {
    return version;
  }

  @Override
  public byte[] call(Rpc rpc, byte[] request) throws CallFailedException {
    byte[] begin = headers.get(rpc);
    if (begin == null) {
      throw new IllegalArgumentException(rpc.toString());
    }
    try {
      return channel.call(begin, request, null);
    } catch (GrpcStatusException failure) {
      throw explain(rpc, failure.status());
    }
  }

  private CallFailedException explain(Rpc rpc, GrpcStatus status) {
    String name = rpc.nameIn(version);
    String description = status.description().lines().findFirst().orElse("");
    return switch (status.code()) {
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
                  .orElseGet(() -> failure(name, status.code(), description)),
              false);
      default -> new CallFailedException(failure(name, status.code(), description), false);
    };
  }

  private String failure(String name, GrpcStatus.Code code, String description) {
    return "The provider %s failed to answer the call %s: %s (%s)."
        .formatted(source, name, description, code);
  }

  /// Listens to what the program writes besides its log, until it ends. Old programs have no such
  /// thing.
  ///
  /// @param lines takes bytes as they come, which need not end where a line does
  public void listen(Consumer<byte[]> lines) {
    try {
      channel.listen(channel.headers(STANDARD_IO), new byte[0], lines);
    } catch (GrpcStatusException unavailable) {
      // There is nothing to hear; what is wrong shows with the next call.
    }
  }

  /// Asks the program to end.
  public void shutDown() {
    try {
      channel.call(channel.headers(SHUTDOWN), new byte[0], SHUTDOWN_LIMIT);
    } catch (GrpcStatusException gone) {
      // It ends at once and may not come to answer, or it is dead already.
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
