package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.process.LaunchFailedException;
import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Calls;
import dev.holdfast.plugins.protocol.ProtocolVersion;
import dev.holdfast.plugins.protocol.Rpc;
import org.jspecify.annotations.Nullable;

/// Calls of one provider of the engine, led to a program that has its configuration. Where that one
/// died, to a new one: what was under way has failed, the rest goes on.
final class FleetCalls implements Calls {
  private final ProviderSource source;
  private final Fleet fleet;
  private final ProtocolVersion version;
  private volatile byte @Nullable [] configuration;
  private volatile @Nullable ConfiguredInstance current;

  FleetCalls(ProviderSource source, Fleet fleet, ProtocolVersion version) {
    this.source = source;
    this.fleet = fleet;
    this.version = version;
  }

  @Override
  public ProtocolVersion version() {
    return version;
  }

  @Override
  public byte[] call(Rpc rpc, byte[] request) throws CallFailedException {
    try {
      if (rpc == Rpc.CONFIGURE) {
        ConfiguredInstance found = fleet.configured(request);
        current = found;
        configuration = request;
        return found.answer();
      }
      byte[] wanted = configuration;
      return wanted == null
          ? fleet.any().calls().call(rpc, request)
          : configured(wanted).call(rpc, request);
    } catch (LaunchFailedException e) {
      throw new CallFailedException(
          "The provider %s could not be started. %s".formatted(source, e.explanation()), false);
    }
  }

  private ConfiguredInstance configured(byte[] wanted)
      throws LaunchFailedException, CallFailedException {
    ConfiguredInstance known = current;
    if (known == null || !known.instance().isAlive()) {
      known = fleet.configured(wanted);
      current = known;
    }
    return known;
  }
}
