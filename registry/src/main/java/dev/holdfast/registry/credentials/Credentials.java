package dev.holdfast.registry.credentials;

import java.util.Optional;

/// Knows the user's tokens for hosts.
@FunctionalInterface
public interface Credentials {
  /// Knows none.
  Credentials NONE = host -> Optional.empty();

  /// The token for a host; empty where the user has none.
  ///
  /// @param host in its normal form, with its port if it has another than https
  /// @throws CredentialsUnavailableException if it cannot be told whether there is one
  Optional<String> token(String host) throws CredentialsUnavailableException, InterruptedException;
}
