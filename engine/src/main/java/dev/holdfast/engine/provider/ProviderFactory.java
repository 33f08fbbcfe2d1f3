package dev.holdfast.engine.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provisioner.Provisioners;

/// Makes providers by their source. What it makes is not configured yet; the caller closes it.
@FunctionalInterface
public interface ProviderFactory {

  /// @throws ProviderUnavailableException if the provider is not installed or does not start
  Provider create(ProviderSource source) throws ProviderUnavailableException;

  /// The provisioners that come with the providers.
  default Provisioners provisioners() {
    return Provisioners.NONE;
  }
}
