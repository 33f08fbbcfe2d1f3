package dev.holdfast.registry.settings;

import java.net.URI;
import java.nio.file.Path;

/// One way to get providers, as `provider_installation` names it.
public sealed interface InstallationMethod {

  /// The providers that it is for.
  ProviderPatterns patterns();

  /// From the registry that the provider's source names.
  ///
  /// @param downloadRetries after the first try; negative where nothing is said
  record Direct(ProviderPatterns patterns, int downloadRetries) implements InstallationMethod {}

  /// From a folder.
  record FilesystemMirror(Path path, ProviderPatterns patterns) implements InstallationMethod {}

  /// From a server that speaks the protocol of mirrors.
  ///
  /// @param url ends with a slash
  /// @param trustAllHashes whether all hashes that the mirror tells go to the lock file, though
  ///   only one of them was checked
  /// @param downloadRetries after the first try; negative where nothing is said
  record NetworkMirror(
      URI url, ProviderPatterns patterns, boolean trustAllHashes, int downloadRetries)
      implements InstallationMethod {}

  /// One that this program does not know. Providers that only it could give cannot be had: to take
  /// them from somewhere else is not what the user wants.
  record Unsupported(String name, ProviderPatterns patterns) implements InstallationMethod {}
}
