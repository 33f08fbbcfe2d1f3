package dev.holdfast.plugins.provider;

import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.Rpc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A program with a configuration, shared by everyone who wants it to have exactly that one: it is
/// told once.
final class ConfiguredInstance {
  /// What a provider got by its configuration, such as a token, may grow old while a person reads a
  /// plan: after this long it is told again.
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Instance instance;
  private final byte[] request;
  private final Clock clock;
  private final ValidConfigurations valid = new ValidConfigurations();
  private byte @Nullable [] answer;
  private Instant configuredAt = Instant.MIN;

  ConfiguredInstance(Instance instance, byte[] request, Clock clock) {
    this.instance = instance;
    this.request = request;
    this.clock = clock;
  }

  Instance instance() {
    return instance;
  }

  boolean isFor(byte[] otherRequest) {
    return java.util.Arrays.equals(request, otherRequest);
  }

  byte[] call(Rpc rpc, byte[] message) throws CallFailedException {
    return switch (rpc) {
      case VALIDATE_RESOURCE, VALIDATE_DATA, VALIDATE_EPHEMERAL ->
          valid.ask(instance.calls(), rpc, message);
      default -> instance.calls().call(rpc, message);
    };
  }

  /// The program's answer to its configuration.
  synchronized byte[] answer() throws CallFailedException {
    byte[] known = answer;
    if (known == null || configuredAt.plus(FRESH).isBefore(clock.instant())) {
      known = instance.calls().call(Rpc.CONFIGURE, request);
      answer = known;
      configuredAt = clock.instant();
    }
    return known;
  }
}
