package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.packages.Platform;

/// A place that packages of providers come from. Safe for use by many threads.
public interface PackageOrigin {

  /// The versions of a provider that it has.
  ///
  /// @throws PackageUnavailableException if it has none or cannot be asked
  AvailableVersions versions(ProviderSource source)
      throws PackageUnavailableException, InterruptedException;

  /// Where one package is and what is known of it. Whatever vouches for the package is checked
  /// already.
  ///
  /// @throws PackageUnavailableException if it has no such package, or one that nobody vouches for
  PackageOffer offer(ProviderSource source, Version version, Platform platform)
      throws PackageUnavailableException, InterruptedException;

  /// How a message names it: a host, an address or a folder.
  String description();
}
