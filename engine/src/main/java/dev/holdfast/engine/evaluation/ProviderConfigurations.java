package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.ProviderBinding;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.schema.EmptyBlocks;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Marks;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Finds the provider of a resource and gives it its configuration.
public final class ProviderConfigurations {
  private final ConfigurationEvaluation evaluation;

  public ProviderConfigurations(ConfigurationEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// The configured provider of a resource, and the address that the state keeps of it; null where
  /// there is none or it cannot be used, which is reported.
  public @Nullable Resolved of(InstanceEvaluation instance) {
    Resource resource = instance.resource();
    ModuleEvaluation module = instance.module();
    ProviderBinding binding =
        evaluation.providerResolution().resolve(module.module().path(), resource).orElse(null);
    if (binding == null) {
      evaluation
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Provider configuration not present",
                  "%s names the provider configuration %s.%s, which is neither declared in its module"
                          .formatted(
                              instance.address(),
                              resource.providerLocalName(),
                              resource.providerAlias())
                      + " nor passed to it by the \"providers\" argument of the module call.",
                  resource.range()));
      return null;
    }
    InstanceKey key = ProviderInstanceKey.of(binding, instance);
    if (key == null) {
      return null;
    }
    return resolved(
        new ProviderConfigurationAddress(binding.module(), binding.source(), binding.alias(), key),
        module.enclosing(binding.module()),
        binding.block(),
        instance.address());
  }

  /// Whether a name of a provider configuration in a module stands for a block that is written
  /// somewhere.
  boolean isWritten(ModuleEvaluation module, String localName, String alias) {
    return evaluation
        .providerResolution()
        .resolve(module.module().path(), localName, alias, null)
        .map(binding -> binding.block() != null)
        .orElse(false);
  }

  /// The configured provider that a name in a module stands for; null where there is none or it
  /// cannot be used, which is reported.
  @Nullable Resolved of(ModuleEvaluation module, String localName, String alias) {
    return evaluation
        .providerResolution()
        .resolve(module.module().path(), localName, alias, null)
        .map(binding -> {
          ProviderConfigurationAddress address =
              new ProviderConfigurationAddress(
                  binding.module(), binding.source(), binding.alias(), InstanceKey.none());
          return resolved(
              address,
              configured(
                  address, module.enclosing(binding.module()), binding.block(), "its functions"));
        })
        .orElse(null);
  }

  /// The configured provider that a name stands for in a module; null where there is none or it
  /// cannot be used, which is reported.
  ///
  /// @param object for the message
  /// @param range where the name is used
  public @Nullable Resolved of(
      ModuleEvaluation module, String localName, String alias, String object, SourceRange range) {
    ProviderBinding binding =
        evaluation
            .providerResolution()
            .resolve(module.module().path(), localName, alias, null)
            .orElse(null);
    if (binding == null) {
      evaluation
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Provider configuration not present",
                  "%s names the provider configuration %s.%s, which is not declared."
                      .formatted(object, localName, alias),
                  range));
      return null;
    }
    ProviderConfigurationAddress address =
        new ProviderConfigurationAddress(
            binding.module(), binding.source(), binding.alias(), InstanceKey.none());
    return resolved(
        address, configured(address, module.enclosing(binding.module()), binding.block(), object));
  }

  private static @Nullable Resolved resolved(
      ProviderConfigurationAddress address, @Nullable ConfiguredProvider provider) {
    return provider == null ? null : new Resolved(address, provider);
  }

  /// The configured provider that the state names for an object which the configuration does not
  /// declare any more; null where its configuration is gone or faulty, which is reported.
  ///
  /// @param object that the provider is needed for
  public @Nullable Resolved of(
      ProviderConfigurationAddress address, ResourceInstanceAddress object) {
    ModuleEvaluation module = firstInstance(address);
    ProviderConfiguration block = module == null ? null : block(module, address);
    if (module == null || (block == null && !address.alias().isEmpty())) {
      evaluation
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Provider configuration not present",
                  "To work with %s its original provider configuration at %s is required, but it has"
                          .formatted(object, address)
                      + " been removed. This occurs when a provider configuration is removed while"
                      + " objects created by that provider still exist in the state. Re-add the"
                      + " provider configuration to destroy them, after which you can remove the"
                      + " provider configuration again."));
      return null;
    }
    return resolved(address, module, block, object);
  }

  /// A provider with the address of its configuration.
  public record Resolved(ProviderConfigurationAddress address, ConfiguredProvider provider) {}

  /// @param module where the block stands, or would stand where none is written
  /// @param block null where none is written: the provider then has an empty configuration
  private @Nullable Resolved resolved(
      ProviderConfigurationAddress address,
      ModuleEvaluation module,
      @Nullable ProviderConfiguration block,
      ResourceInstanceAddress object) {
    ConfiguredProvider provider = configured(address, module, block, object.toString());
    if (provider == null) {
      return null;
    }
    Provider told =
        evaluation.providerMetadata().told(provider.provider(), address.source(), object);
    if (told == null) {
      return null;
    }
    Provider forObject = evaluation.substitutes().provider(object, address, told);
    return new Resolved(address, new ConfiguredProvider(forObject, provider.limit()));
  }

  /// @param object what needs it, for the message
  private @Nullable ConfiguredProvider configured(
      ProviderConfigurationAddress address,
      ModuleEvaluation module,
      @Nullable ProviderConfiguration block,
      String object) {
    Expansion.Repetition repetition =
        block == null
            ? Expansion.Repetition.NONE
            : instance(address, module.providerInstances(block), object);
    if (repetition == null) {
      return null;
    }
    if (evaluation.substitutes().isMocked(address)) {
      Provider provider = evaluation.providers().unconfigured(address.source());
      return provider == null
          ? null
          : new ConfiguredProvider(provider, new Semaphore(provider.parallelism()));
    }
    ProviderFeedback feedback =
        new ProviderFeedback(
            evaluation.diagnostics(),
            address.toString(),
            path -> block == null ? null : block.range());
    return evaluation
        .providers()
        .configured(
            address, schema -> settings(module, block, repetition, schema), feedback::report)
        .get();
  }

  /// What `each` stands for in the block of one provider instance; null where there is no such
  /// instance, which is reported.
  private Expansion.@Nullable Repetition instance(
      ProviderConfigurationAddress address, Expansion instances, String object) {
    if (instances.kind() == Expansion.Kind.DEFERRED) {
      // Either a fault that is reported, or a validation.
      return instances.instances().get(InstanceKey.none());
    }
    Expansion.Repetition found = instances.instances().get(address.key());
    if (found == null) {
      evaluation
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Provider instance not present",
                  ("To work with %s its provider instance at %s is required, but the configuration"
                          + " has no instance of that key. This occurs when an element is removed"
                          + " from the for_each of a provider configuration while objects made by"
                          + " that instance still exist. Put the element back, destroy the objects,"
                          + " and take it out after that.\n\nA common cause is that the provider and"
                          + " its resources have the same for_each: the one of the provider must"
                          + " keep an element until all objects of it are destroyed.")
                      .formatted(object, address)));
    }
    return found;
  }

  private Providers.Settings settings(
      ModuleEvaluation module,
      @Nullable ProviderConfiguration block,
      Expansion.Repetition repetition,
      ProviderSchema schema) {
    if (block == null) {
      return new Providers.Settings(EmptyBlocks.of(schema.configuration()), true, List.of());
    }
    DecodedBody decoded =
        BodyDecoder.decode(
            block.body(),
            block.range(),
            schema.configuration(),
            module.scopeOfProvider(block, repetition));
    Diagnostics diagnostics = evaluation.diagnostics();
    diagnostics.addAll(decoded.diagnostics());
    // A plan passes unknowns on; the provider has to bear with them.
    if (!decoded.hasErrors() && evaluation.isApplying() && !decoded.value().isWhollyKnown()) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid provider configuration",
              ("The configuration of the provider \"%s\" needs values that are not known yet although"
                      + " the plan is being applied: it depends on something that is made later. Apply"
                      + " that first with the -target option, or configure the provider without it.")
                  .formatted(block.name()),
              block.range()));
      return Providers.Settings.FAULTY;
    }
    return decoded.hasErrors()
        ? Providers.Settings.FAULTY
        : new Providers.Settings(Marks.strip(decoded.value()), true, decoded.deprecations());
  }

  private @Nullable ModuleEvaluation firstInstance(ProviderConfigurationAddress address) {
    ModuleEvaluation module = evaluation.root();
    for (String name : address.module().names()) {
      ModuleCallEvaluation call = module.call(name);
      if (call == null || call.instances().isEmpty()) {
        return null;
      }
      module = call.instances().values().iterator().next();
    }
    return module;
  }

  private static @Nullable ProviderConfiguration block(
      ModuleEvaluation module, ProviderConfigurationAddress address) {
    for (ProviderConfiguration block : module.module().providerConfigurations().values()) {
      if (block.alias().equals(address.alias())
          && module.module().providerSource(block.localName()).equals(address.source())) {
        return block;
      }
    }
    return null;
  }
}
