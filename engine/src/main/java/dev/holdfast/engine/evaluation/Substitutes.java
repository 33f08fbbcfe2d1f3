package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.provider.Provider;

/// What takes the place of parts of a configuration while it is tested. For use by many threads.
public interface Substitutes {
  /// Nothing: everything is real.
  Substitutes NONE = new Substitutes() {};

  /// Whether a provider is only pretended, so that its configuration is neither read nor given to
  /// it.
  default boolean isMocked(ProviderConfigurationAddress configuration) {
    return false;
  }

  /// What does the work of a provider for one object.
  ///
  /// @param provider the real one; not configured where it is mocked
  default Provider provider(
      ResourceInstanceAddress object,
      ProviderConfigurationAddress configuration,
      Provider provider) {
    return provider;
  }

  /// What a called module is made of, in one instance of it.
  default Module module(ModuleInstanceAddress address, Module declared) {
    return declared;
  }
}
