package dev.holdfast.plugins;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderUnavailableException;

/// Finds the program of a provider, checked against what is locked.
@FunctionalInterface
public interface PluginLookup {

  /// Called when the provider is first needed, perhaps from several threads.
  ///
  /// @throws ProviderUnavailableException if it is not installed; the message says what to do
  PluginProgram find(ProviderSource source) throws ProviderUnavailableException;
}
