package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.PassedProvider;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.ProviderReference;
import dev.holdfast.engine.config.ProviderRequirement;
import org.jspecify.annotations.Nullable;

/// The `provider` block that a name in a module leads to, through the `providers` of the calls
/// around it or by inheritance.
///
/// @param module where the block stands, or would stand where none is written
/// @param block null where none is written: the provider then has an empty configuration
public record ProviderResolution(
    ProviderConfigurationAddress address,
    ModuleEvaluation module,
    @Nullable ProviderConfiguration block) {

  /// Follows a name to its block; null where an alias leads nowhere. At most one step for each
  /// module on the way to the root.
  public static @Nullable ProviderResolution of(
      ModuleEvaluation from, String localName, String alias) {
    ModuleEvaluation module = from;
    String name = localName;
    String wanted = alias;
    while (true) {
      Module declared = module.module();
      ProviderSource source = declared.providerSource(name);
      ProviderConfiguration block =
          declared.providerConfigurations().get(wanted.isEmpty() ? name : name + "." + wanted);
      ModuleEvaluation.Caller caller = module.caller();
      if (block != null || caller == null) {
        return block == null && !wanted.isEmpty()
            ? null
            : new ProviderResolution(address(declared.path(), source, wanted), module, block);
      }
      ProviderReference passed = passed(caller, name, wanted);
      if (passed != null) {
        name = passed.localName();
        wanted = passed.alias();
      } else if (!wanted.isEmpty()) {
        return null;
      } else {
        name = localNameOf(source, caller.module().module());
      }
      module = caller.module();
    }
  }

  private static @Nullable ProviderReference passed(
      ModuleEvaluation.Caller caller, String name, String alias) {
    for (PassedProvider provider : caller.call().providers()) {
      if (provider.inChild().localName().equals(name) && provider.inChild().alias().equals(alias)) {
        return provider.inParent();
      }
    }
    return null;
  }

  /// What a module calls the provider of a source.
  private static String localNameOf(ProviderSource source, Module module) {
    for (ProviderRequirement requirement : module.requiredProviders().values()) {
      if (requirement.source().equals(source)) {
        return requirement.localName();
      }
    }
    return source.type();
  }

  private static ProviderConfigurationAddress address(
      ModulePath module, ProviderSource source, String alias) {
    return new ProviderConfigurationAddress(module, source, alias, InstanceKey.none());
  }
}
