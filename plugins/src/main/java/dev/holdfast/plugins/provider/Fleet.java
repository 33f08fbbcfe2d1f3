package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.plugins.process.LaunchFailedException;
import dev.holdfast.plugins.protocol.CallFailedException;
import dev.holdfast.plugins.protocol.ProtocolVersion;
import dev.holdfast.plugins.protocol.Rpc;
import dev.holdfast.plugins.protocol.SchemaAnswer;
import dev.holdfast.plugins.wire.MalformedMessageException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The running programs of one provider: one for each configuration, started when it is first
/// needed. The first program to be configured is the one that told the schema.
final class Fleet {
  /// A provider that dies again and again is left alone.
  private static final int MOST_STARTS = 20;

  private final ProviderSource source;
  private final Starter starter;
  private final SchemaCache cache;
  private final String identity;
  private final Clock clock;
  private final List<Instance> unconfigured = new ArrayList<>();
  private final List<ConfiguredInstance> configured = new ArrayList<>();
  private @Nullable Offer offer;
  private int starts;

  /// Starts a program, or attaches to one.
  @FunctionalInterface
  interface Starter {
    Instance start() throws LaunchFailedException;
  }

  /// What the provider offers.
  record Offer(ProviderSchema schema, ProtocolVersion version) {}

  /// @param identity of the program, see [PluginProgram]
  Fleet(ProviderSource source, Starter starter, SchemaCache cache, String identity, Clock clock) {
    this.source = source;
    this.starter = starter;
    this.cache = cache;
    this.identity = identity;
    this.clock = clock;
  }

  /// What the provider offers; asked once for each program file, where the provider allows that.
  synchronized Offer offer() throws ProviderUnavailableException {
    Offer known = offer;
    if (known == null) {
      known = load();
      offer = known;
    }
    return known;
  }

  private Offer load() throws ProviderUnavailableException {
    Optional<SchemaAnswer> kept = cache.read(identity);
    if (kept.isPresent()) {
      try {
        return new Offer(kept.get().decode(), kept.get().version());
      } catch (MalformedMessageException | CodecException damaged) {
        cache.drop(identity);
      }
    }
    try {
      SchemaAnswer answer = SchemaAnswer.ask(idle().calls());
      for (ProviderDiagnostic each : answer.diagnostics()) {
        if (each.isError()) {
          throw unavailable("it cannot tell its schema: " + each.summary() + "\n" + each.detail());
        }
      }
      ProviderSchema schema = answer.decode();
      if (schema.capabilities().schemaOptional()) {
        cache.write(identity, answer);
      }
      return new Offer(schema, answer.version());
    } catch (LaunchFailedException e) {
      throw unavailable(e.explanation());
    } catch (CallFailedException e) {
      throw unavailable(e.explanation());
    } catch (MalformedMessageException | CodecException e) {
      throw unavailable(
          "Its schema cannot be understood: %s. This is a bug in the provider."
              .formatted(e.getMessage()));
    }
  }

  private ProviderUnavailableException unavailable(String why) {
    return new ProviderUnavailableException(
        "The provider %s could not be started. %s".formatted(source, why));
  }

  /// A running program with the configuration of a request; it is told when it was not yet.
  ConfiguredInstance configured(byte[] request) throws LaunchFailedException, CallFailedException {
    ConfiguredInstance found = claim(request);
    found.answer();
    return found;
  }

  private synchronized ConfiguredInstance claim(byte[] request)
      throws LaunchFailedException, CallFailedException {
    configured.removeIf(each -> !each.instance().isAlive());
    for (ConfiguredInstance each : configured) {
      if (each.isFor(request)) {
        return each;
      }
    }
    Instance instance = idle();
    unconfigured.remove(instance);
    ConfiguredInstance claimed = new ConfiguredInstance(instance, request, clock);
    configured.add(claimed);
    return claimed;
  }

  /// A running program with any configuration or none.
  synchronized Instance any() throws LaunchFailedException, CallFailedException {
    for (ConfiguredInstance each : configured) {
      if (each.instance().isAlive()) {
        return each.instance();
      }
    }
    return idle();
  }

  /// A running program without a configuration.
  private synchronized Instance idle() throws LaunchFailedException, CallFailedException {
    unconfigured.removeIf(each -> !each.isAlive());
    if (!unconfigured.isEmpty()) {
      return unconfigured.getFirst();
    }
    if (++starts > MOST_STARTS) {
      throw new LaunchFailedException(
          "Its program died again and again, and is not started any more.");
    }
    Instance started = starter.start();
    unconfigured.add(started);
    if (offer != null && !offer.schema().capabilities().schemaOptional()) {
      // Providers built on old libraries need to have been asked.
      started.calls().call(Rpc.PROVIDER_SCHEMA, new byte[0]);
    }
    return started;
  }
}
