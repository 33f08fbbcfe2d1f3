package dev.holdfast.engine.provider;

import dev.holdfast.engine.address.ProviderSource;

/// Makes providers by their source. What it makes is not configured yet; the caller closes it.
@FunctionalInterface
public interface ProviderFactory {

  /// @throws ProviderUnavailableException if the provider is not installed or does not start
  Provider create(ProviderSource source) throws ProviderUnavailableException;
}
