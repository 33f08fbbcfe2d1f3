package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What modules tell providers about themselves, in `provider_meta` blocks. Each block is read
/// once.
final class ProviderMetadata {
  private final Configuration configuration;
  private final Diagnostics diagnostics;
  private final Map<Place, Cell<Optional<Value>>> read = new ConcurrentHashMap<>();

  private record Place(ModulePath module, ProviderSource provider) {}

  ProviderMetadata(Configuration configuration, Diagnostics diagnostics) {
    this.configuration = configuration;
    this.diagnostics = diagnostics;
  }

  /// The provider as it is asked about an object; null where the block of the object's module is
  /// faulty, which is reported.
  @Nullable Provider told(
      Provider provider, ProviderSource source, ResourceInstanceAddress object) {
    ConfigurationResourceAddress resource = object.configuration();
    Module module = configuration.modules().get(resource.module());
    Body body = module == null ? null : block(module, source);
    if (body == null) {
      return provider;
    }
    return read.computeIfAbsent(
            new Place(resource.module(), source),
            place ->
                Cell.of(
                    "provider_meta of %s in %s".formatted(source, place.module()),
                    () -> decode(body, source, object, provider.schema().metadata())))
        .get()
        .map(provider::withMetadata)
        .orElse(null);
  }

  private static @Nullable Body block(Module module, ProviderSource source) {
    for (Map.Entry<String, Body> each : module.settings().providerMeta().entrySet()) {
      if (module.providerSource(each.getKey()).equals(source)) {
        return each.getValue();
      }
    }
    return null;
  }

  private Optional<Value> decode(
      Body body, ProviderSource source, ResourceInstanceAddress object, @Nullable Block schema) {
    if (schema == null) {
      diagnostics.add(
          Diagnostic.error(
              "Provider %s doesn't support provider_meta".formatted(source),
              "The resource %s belongs to a provider that doesn't support provider_meta blocks."
                  .formatted(object),
              body.missingItemRange()));
      return Optional.empty();
    }
    DecodedBody decoded =
        BodyDecoder.decode(body, body.missingItemRange(), schema, NothingScope.NOTHING);
    diagnostics.addAll(decoded.diagnostics());
    return decoded.hasErrors() ? Optional.empty() : Optional.of(decoded.value());
  }
}
