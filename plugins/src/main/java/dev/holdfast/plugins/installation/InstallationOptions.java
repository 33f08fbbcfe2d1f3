package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How to install.
///
/// @param folder where packages are put: `.terraform/providers`
/// @param upgrade whether to choose versions anew, whatever is locked
/// @param pluginCache a folder of packages for all projects
/// @param cacheMayBreakLock whether a package from there is taken though the lock file does not
///   know it
/// @param overrides folders with executables that stand in for providers, which then need not be
///   installed
/// @param verified where checksums are remembered
/// @param downloads at once
public record InstallationOptions(
    Path folder,
    boolean upgrade,
    Optional<Path> pluginCache,
    boolean cacheMayBreakLock,
    Map<ProviderSource, Path> overrides,
    Optional<Path> verified,
    int downloads) {
  public InstallationOptions {
    overrides = Map.copyOf(overrides);
  }
}
