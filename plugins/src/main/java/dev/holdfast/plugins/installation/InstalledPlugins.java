package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.plugins.PluginLookup;
import dev.holdfast.plugins.PluginProgram;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.OtherRegistry;
import dev.holdfast.plugins.packages.PackageFolders;
import dev.holdfast.plugins.packages.PackageHash;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The programs of the providers that are installed for a configuration, as its lock file chooses
/// them. Before a package is used its content is checked against the lock file.
///
/// What Terraform has installed and locked under its own registry's address is good for the same
/// provider here; and objects that it has made with that provider are good for the one here.
public final class InstalledPlugins implements PluginLookup {
  private final Path folder;
  private final DependencyLocks locks;
  private final Map<ProviderSource, Path> overrides;
  private final Platform platform;
  private final VerifiedPackages verified;

  /// @param folder where packages are: `.terraform/providers`
  /// @param locks what the lock file says
  /// @param overrides folders with executables that stand in for providers
  public InstalledPlugins(
      Path folder,
      DependencyLocks locks,
      Map<ProviderSource, Path> overrides,
      Platform platform,
      VerifiedPackages verified) {
    this.folder = folder;
    this.locks = locks;
    this.overrides = Map.copyOf(overrides);
    this.platform = platform;
    this.verified = verified;
  }

  @Override
  public PluginProgram find(ProviderSource source) throws ProviderUnavailableException {
    Path override =
        overrides.getOrDefault(
            source, OtherRegistry.addressHere(source).map(overrides::get).orElse(null));
    if (override != null) {
      return overridden(source, override);
    }
    Optional<ProviderLock> lock =
        locks
            .provider(source)
            .or(() -> OtherRegistry.address(source).flatMap(locks::provider))
            .or(() -> OtherRegistry.addressHere(source).flatMap(locks::provider));
    if (lock.isEmpty()) {
      throw notInstalled(
          "There is no selection for the provider %s in the dependency lock file."
              .formatted(source));
    }
    return locked(source, lock.get());
  }

  private PluginProgram overridden(ProviderSource source, Path override)
      throws ProviderUnavailableException {
    try {
      Optional<Path> executable =
          Files.isDirectory(override)
              ? PackageFolders.executable(override, source)
              : Optional.empty();
      return executable
          .map(program -> new PluginProgram(source, program, ""))
          .orElseThrow(() ->
              new ProviderUnavailableException(
                  "The dev_overrides of the CLI configuration name the folder %s for the provider %s, and there is no program terraform-provider-%s in it."
                      .formatted(override, source, source.type())));
    } catch (IOException fault) {
      throw new ProviderUnavailableException(
          "The folder %s, which the dev_overrides of the CLI configuration name for the provider %s, cannot be read: %s."
              .formatted(override, source, PrivateFiles.describe(fault)));
    }
  }

  private PluginProgram locked(ProviderSource source, ProviderLock lock)
      throws ProviderUnavailableException {
    String name = lock.source() + " " + lock.version();
    Path unpacked = PackageFolders.unpacked(folder, lock.source(), lock.version(), platform);
    if (!Files.isDirectory(unpacked)) {
      throw notInstalled(
          "There is no package for %s (%s) in %s.".formatted(name, platform, folder));
    }
    try {
      PackageHash hash = verified.hash(unpacked);
      if (!lock.hashes().contains(hash)) {
        throw notInstalled(
            "The package for %s in %s does not match any of the checksums recorded in the dependency lock file."
                .formatted(name, folder));
      }
      Path executable =
          PackageFolders.executable(unpacked, source)
              .orElseThrow(() ->
                  notInstalled("The package for %s in %s has no program.".formatted(name, folder)));
      return new PluginProgram(source, executable, hash.toString());
    } catch (IOException fault) {
      throw notInstalled(
          "The package for %s cannot be read: %s.".formatted(name, PrivateFiles.describe(fault)));
    }
  }

  private static ProviderUnavailableException notInstalled(String reason) {
    return new ProviderUnavailableException(
        reason + " To install the providers that this configuration needs, run: holdfast init");
  }
}
