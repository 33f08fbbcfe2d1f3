package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.origin.PackageOffer;
import java.util.OptionalLong;

/// What happens while providers are installed. Comes from several threads.
public sealed interface InstallationEvent {
  ProviderSource source();

  /// It is part of the program.
  record BuiltIn(ProviderSource source) implements InstallationEvent {}

  /// The version of the lock file is used again.
  record Reusing(ProviderSource source) implements InstallationEvent {}

  /// A version is looked for.
  ///
  /// @param constraints empty for the newest
  record Finding(ProviderSource source, String constraints) implements InstallationEvent {}

  /// It is installed already.
  record PreviouslyInstalled(ProviderSource source, Version version) implements InstallationEvent {}

  /// It is in the cache that the user's projects share.
  record FromCache(ProviderSource source, Version version) implements InstallationEvent {}

  record Installing(ProviderSource source, Version version) implements InstallationEvent {}

  /// A download goes on.
  ///
  /// @param received bytes so far
  /// @param total bytes of the whole, where the server says so
  record Downloading(ProviderSource source, Version version, long received, OptionalLong total)
      implements InstallationEvent {}

  record Installed(
      ProviderSource source, Version version, PackageOffer.Authentication authentication)
      implements InstallationEvent {}

  /// It could not be installed; a diagnostic says why.
  record Failed(ProviderSource source) implements InstallationEvent {}
}
