package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.Expansion;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.evaluation.UnknownResourceType;
import dev.holdfast.engine.plan.object.UnknownObject;
import dev.holdfast.engine.plan.object.WriteOnlyAttributes;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Checks a configuration without a state and without values for its variables: every expression is
/// evaluated with unknowns, every body decoded by its schema, every provider asked. Providers are
/// not configured and nothing is looked at.
public final class Validator {
  private final Diagnostics diagnostics = new Diagnostics();
  private final Providers providers;
  private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

  /// A resource whose provider was asked for one of its instances: what is wrong with one is wrong
  /// with all, but for values of keys, which the plan asks about.
  private record Asked(ModuleInstanceAddress module, ResourceAddress resource) {}

  private Validator(ProviderFactory factory) {
    this.providers = new Providers(factory, 0, diagnostics);
  }

  /// Everything that is wrong. Linear in the configuration.
  public static List<Diagnostic> validate(
      Configuration configuration,
      ProviderFactory factory,
      FunctionContext functions,
      RunSettings settings) {
    Validator validator = new Validator(factory);
    try (Providers open = validator.providers) {
      ConfigurationEvaluation evaluation =
          validator.evaluation(configuration, open, functions, settings);
      evaluation.evaluateAll();
      evaluation.forEachModule(validator::validateProviders);
    }
    return validator.diagnostics.list();
  }

  /// Everything that is wrong with what somebody asks about a configuration: only that much of it
  /// is evaluated.
  ///
  /// @param questions given the configuration with unknowns, and where to say what is wrong
  public static List<Diagnostic> ask(
      Configuration configuration,
      ProviderFactory factory,
      FunctionContext functions,
      RunSettings settings,
      BiConsumer<ConfigurationEvaluation, Diagnostics> questions) {
    Validator validator = new Validator(factory);
    try (Providers open = validator.providers) {
      questions.accept(
          validator.evaluation(configuration, open, functions, settings), validator.diagnostics);
    }
    return validator.diagnostics.list();
  }

  private ConfigurationEvaluation evaluation(
      Configuration configuration,
      Providers open,
      FunctionContext functions,
      RunSettings settings) {
    return new ConfigurationEvaluation(
        configuration,
        unknowns(configuration),
        this::valueOf,
        open,
        functions,
        settings.whileValidating(),
        diagnostics);
  }

  /// Whatever the variables will be, the configuration must be valid.
  private static Map<String, Value> unknowns(Configuration configuration) {
    Map<String, Value> unknowns = new LinkedHashMap<>();
    configuration
        .root()
        .variables()
        .values()
        .forEach(variable -> unknowns.put(variable.name(), Value.unknown(variable.type())));
    return unknowns;
  }

  private Value valueOf(InstanceEvaluation instance) {
    Resource resource = instance.resource();
    var source = instance.module().module().providerSource(resource);
    Provider provider = providers.unconfigured(source);
    if (provider == null) {
      return Values.UNKNOWN;
    }
    ResourceMode mode = resource.address().mode();
    String type = resource.address().type();
    ResourceSchema schema = provider.schema().resource(mode, type);
    if (schema == null) {
      diagnostics.add(UnknownResourceType.of(resource, provider.schema()));
      return Values.UNKNOWN;
    }
    DecodedBody decoded = InstanceConfiguration.decode(instance, schema.block(), diagnostics);
    if (!ProvisionerChecks.check(instance, diagnostics) || decoded == null) {
      return marked(mode, Value.unknown(schema.block().impliedType()));
    }
    ProviderFeedback feedback =
        new ProviderFeedback(diagnostics, instance.address().toString(), decoded::rangeOf);
    Value plain = Marks.strip(decoded.value());
    if (asked.add(new Asked(instance.address().module(), instance.address().resource()))) {
      feedback.report(
          switch (mode) {
            case MANAGED -> provider.validateResource(type, plain);
            case DATA -> provider.validateDataSource(type, plain);
            case EPHEMERAL -> provider.validateEphemeral(type, plain);
          },
          decoded.deprecations());
    }
    Value stored = WriteOnlyAttributes.removed(schema.block(), decoded.value());
    return marked(mode, UnknownObject.of(schema.block(), stored));
  }

  private static Value marked(ResourceMode mode, Value value) {
    return mode == ResourceMode.EPHEMERAL ? value.mark(Mark.EPHEMERAL) : value;
  }

  private void validateProviders(ModuleEvaluation module) {
    for (ProviderConfiguration block : module.module().providerConfigurations().values()) {
      Provider provider = providers.unconfigured(module.module().providerSource(block.localName()));
      if (provider != null) {
        Block schema = provider.schema().configuration();
        for (Expansion.Repetition repetition :
            module.providerInstances(block).instances().values()) {
          DecodedBody decoded =
              BodyDecoder.decode(
                  block.body(), block.range(), schema, module.scopeOfProvider(block, repetition));
          diagnostics.addAll(decoded.diagnostics());
          if (!decoded.hasErrors()) {
            new ProviderFeedback(diagnostics, "provider." + block.name(), decoded::rangeOf)
                .report(
                    provider.validateConfiguration(Marks.strip(decoded.value())),
                    decoded.deprecations());
          }
        }
      }
    }
  }
}
