package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The providers of one phase: each is made when first needed and closed at the end.
///
/// Schemas come from an instance that is never configured; each `provider` block gets an instance
/// of its own.
public final class Providers implements AutoCloseable {
  /// More objects than any provider takes at once by itself.
  private static final int OBJECTS_AT_ONCE = 1_000;

  private final ProviderFactory factory;
  private final int parallelism;
  private final Diagnostics diagnostics;
  private final Map<ProviderSource, Cell<Loaded>> loaded = new ConcurrentHashMap<>();
  private final Map<ProviderConfigurationAddress, Cell<@Nullable ConfiguredProvider>> configured =
      new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Provider> open = new ConcurrentLinkedQueue<>();

  private record Loaded(@Nullable ProviderSchema schema, @Nullable Provider provider) {}

  /// What a `provider` block says, decoded.
  ///
  /// @param value without marks; may hold unknowns while planning
  /// @param deprecations what it has that is deprecated
  public record Settings(Value value, boolean valid, List<Diagnostic> deprecations) {
    /// A block that cannot be used; why is reported.
    static final Settings FAULTY = new Settings(Values.UNKNOWN, false, List.of());
  }

  /// @param parallelism requests at once for each provider; 0 to let each provider say
  /// @param diagnostics where unavailable providers are reported, once each
  public Providers(ProviderFactory factory, int parallelism, Diagnostics diagnostics) {
    this.factory = factory;
    this.parallelism = parallelism;
    this.diagnostics = diagnostics;
  }

  /// How many objects of one kind are worked at at a time: so many that no provider runs dry, and
  /// so few that the stacks of those that wait do not fill the memory.
  public int objectsAtOnce() {
    return Math.max(OBJECTS_AT_ONCE, 2 * parallelism);
  }

  /// The provisioners that come with the providers.
  Provisioners provisioners() {
    return factory.provisioners();
  }

  /// What the provider offers, or null where it cannot be had, which is reported.
  public @Nullable ProviderSchema schema(ProviderSource source) {
    return loaded(source).schema();
  }

  /// An instance that is not configured, for validation; null where the provider cannot be had.
  public @Nullable Provider unconfigured(ProviderSource source) {
    return loaded(source).provider();
  }

  private Loaded loaded(ProviderSource source) {
    return loaded
        .computeIfAbsent(source, key -> Cell.of("schema of " + key, () -> load(key)))
        .get();
  }

  private Loaded load(ProviderSource source) {
    Provider provider = create(source);
    return provider == null ? new Loaded(null, null) : new Loaded(provider.schema(), provider);
  }

  private @Nullable Provider create(ProviderSource source) {
    try {
      Provider provider = factory.create(source);
      open.add(provider);
      return provider;
    } catch (ProviderUnavailableException unavailable) {
      diagnostics.add(Diagnostic.error("Provider not available", unavailable.explanation()));
      return null;
    }
  }

  /// The provider with its configuration; null where the provider cannot be had or its
  /// configuration is faulty, which is reported: its resources can then be neither planned nor
  /// applied.
  ///
  /// @param settings decodes its `provider` block by the schema; called once
  /// @param report turns what the provider says of its configuration into diagnostics
  public Cell<@Nullable ConfiguredProvider> configured(
      ProviderConfigurationAddress address,
      Function<ProviderSchema, Settings> settings,
      ProviderReports report) {
    return configured.computeIfAbsent(
        address, key -> Cell.of(key, () -> configure(key, settings, report)));
  }

  private @Nullable ConfiguredProvider configure(
      ProviderConfigurationAddress address,
      Function<ProviderSchema, Settings> settings,
      ProviderReports report) {
    ProviderSchema schema = schema(address.source());
    if (schema == null) {
      return null;
    }
    Settings decoded = settings.apply(schema);
    Provider provider = decoded.valid() ? create(address.source()) : null;
    if (provider == null
        || !report.report(provider.validateConfiguration(decoded.value()), decoded.deprecations())
        || !report.report(provider.configure(decoded.value()), List.of())) {
      return null;
    }
    int permits = parallelism > 0 ? parallelism : provider.parallelism();
    return new ConfiguredProvider(provider, new Semaphore(permits));
  }

  /// Takes what a provider says of its configuration and tells whether there was no error in it.
  @FunctionalInterface
  public interface ProviderReports {
    boolean report(List<ProviderDiagnostic> reports, List<Diagnostic> deprecations);
  }

  @Override
  public void close() {
    for (Provider provider = open.poll(); provider != null; provider = open.poll()) {
      provider.close();
    }
  }
}
