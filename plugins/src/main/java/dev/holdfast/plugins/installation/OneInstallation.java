package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.AvailableVersions;
import dev.holdfast.plugins.origin.OtherRegistry;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.origin.PackageUnavailableException;
import dev.holdfast.plugins.packages.PackageHash;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The installation of one provider.
final class OneInstallation {
  private final InstallationContext context;
  private final RequiredProviders required;
  private final DependencyLocks locks;
  private final ProviderSource source;
  private final List<VersionConstraints> constraints;
  private final Platform platform;
  private final PackageStore store;

  OneInstallation(
      InstallationContext context,
      RequiredProviders required,
      DependencyLocks locks,
      ProviderSource source) {
    this.context = context;
    this.required = required;
    this.locks = locks;
    this.source = source;
    this.constraints = required.of(source);
    this.platform = context.platform();
    this.store = store(context.options().folder());
  }

  /// A provider that is in place.
  ///
  /// @param signed whether it was installed now and its publisher has signed it
  record Outcome(ProviderLock lock, boolean signed) {}

  private PackageStore store(Path root) {
    return new PackageStore(root, new VerifiedPackages(context.options().verified()));
  }

  /// Empty after a fault, which is reported.
  Optional<Outcome> install() throws InterruptedException {
    Optional<Version> version = select();
    return version.isEmpty() ? Optional.empty() : install(version.get());
  }

  private Optional<Version> select() throws InterruptedException {
    Optional<ProviderLock> lock = locks.provider(source);
    if (lock.isPresent() && !context.options().upgrade()) {
      context.events().accept(new InstallationEvent.Reusing(source));
      Version version = lock.get().version();
      if (VersionSelection.allow(constraints, version)) {
        return Optional.of(version);
      }
      unavailable(
          "locked provider %s %s does not match configured version constraint %s; must use holdfast init -upgrade to allow selection of new versions"
              .formatted(source, version, required.text(source)));
      return Optional.empty();
    }
    try {
      Optional<Version> elsewhere = lockedForOtherRegistry();
      if (elsewhere.isPresent()) {
        context.events().accept(new InstallationEvent.Reusing(source));
        return elsewhere;
      }
      context.events().accept(new InstallationEvent.Finding(source, required.text(source)));
      return newest(context.origin().versions(source));
    } catch (PackageUnavailableException fault) {
      unavailable(fault.getMessage() + (fault.isUnknownProvider() ? suggestion() : ""));
      return Optional.empty();
    }
  }

  /// A lock of Terraform for the same provider chooses the version here too, as far as the place
  /// has it. Its checksums do not count: the packages need not be the same.
  private Optional<Version> lockedForOtherRegistry()
      throws PackageUnavailableException, InterruptedException {
    Optional<Version> version =
        OtherRegistry.address(source).flatMap(locks::provider).map(ProviderLock::version);
    if (version.isEmpty()
        || context.options().upgrade()
        || !VersionSelection.allow(constraints, version.get())) {
      return Optional.empty();
    }
    return context.origin().versions(source).protocols().containsKey(version.get())
        ? version
        : Optional.empty();
  }

  private Optional<Version> newest(AvailableVersions available) {
    available
        .warnings()
        .forEach(text ->
            context
                .diagnostics()
                .add(
                    Diagnostic.warning(
                        "Additional provider information from registry",
                        "The remote registry returned warnings for %s:\n- %s"
                            .formatted(source, text))));
    Optional<Version> newest = VersionSelection.newest(available, constraints);
    if (newest.isEmpty()) {
      boolean unspoken = VersionSelection.onlyUnspoken(available, constraints);
      unavailable(
          unspoken
              ? "all versions that match speak a version of the plugin protocol that this program does not (it speaks 5 and 6)"
              : constraints.isEmpty()
                  ? "no releases are available"
                  : "no available releases match the given constraints " + required.text(source));
    }
    return newest;
  }

  private String suggestion() {
    return SourceSuggestion.of(source, required.installable())
        .map(meant ->
            ("\n\nDid you intend to use %s? If so, you must specify that source address in"
                    + " each module which requires that provider:\n\n"
                    + "  terraform {\n    required_providers {\n      %s = {\n        source = \"%s\"\n      }\n    }\n  }")
                .formatted(ProviderText.of(meant), meant.type(), ProviderText.of(meant)))
        .orElse("");
  }

  private void unavailable(String reason) {
    context
        .diagnostics()
        .add(
            Diagnostic.error(
                "Failed to query available provider packages",
                "Could not retrieve the list of available versions for provider %s: %s"
                    .formatted(ProviderText.of(source), reason)));
  }

  private Optional<Outcome> install(Version version) throws InterruptedException {
    Optional<ProviderLock> lock =
        locks.provider(source).filter(each -> each.version().compareTo(version) == 0);
    try {
      Optional<PackageStore.Entry> present = present(version, lock);
      if (present.isPresent()) {
        return Optional.of(new Outcome(lock(version, lock, present.get().hashes()), false));
      }
      context.permits().acquire();
      try {
        return Optional.of(fetch(version, lock));
      } finally {
        context.permits().release();
      }
    } catch (PackageUnavailableException fault) {
      failed(version, fault.getMessage());
    } catch (IOException fault) {
      failed(version, PackageStore.explain(fault));
    }
    return Optional.empty();
  }

  private void failed(Version version, String reason) {
    context
        .diagnostics()
        .add(
            Diagnostic.error(
                "Failed to install provider",
                "Error while installing %s v%s: %s."
                    .formatted(ProviderText.of(source), version, reason)));
  }

  /// What is there already and may be used: in the project, or in the cache. Without checksums in
  /// the lock file nothing vouches for it, so it is fetched anew, unless the user's settings allow
  /// the cache to be trusted.
  private Optional<PackageStore.Entry> present(Version version, Optional<ProviderLock> lock)
      throws IOException, InterruptedException {
    SortedSet<PackageHash> wanted = lock.map(ProviderLock::hashes).orElse(new TreeSet<>());
    if (!wanted.isEmpty()) {
      Optional<PackageStore.Entry> installed = store.find(source, version, platform, wanted);
      if (installed.isPresent()) {
        context.events().accept(new InstallationEvent.PreviouslyInstalled(source, version));
        return installed;
      }
    }
    InstallationOptions options = context.options();
    boolean trusted = !wanted.isEmpty() || options.cacheMayBreakLock();
    if (options.pluginCache().isEmpty() || !trusted) {
      return Optional.empty();
    }
    Optional<PackageStore.Entry> cached =
        store(options.pluginCache().get()).find(source, version, platform, wanted);
    if (cached.isPresent()) {
      store.link(source, version, platform, cached.get().path());
      context.events().accept(new InstallationEvent.FromCache(source, version));
    }
    return cached;
  }

  private Outcome fetch(Version version, Optional<ProviderLock> lock)
      throws IOException, PackageUnavailableException, InterruptedException {
    context.events().accept(new InstallationEvent.Installing(source, version));
    PackageOffer offer = context.origin().offer(source, version, platform);
    Optional<Path> cache = context.options().pluginCache();
    PackageStore target = cache.map(this::store).orElse(store);
    PackageStore.Entry entry =
        target.add(
            source,
            version,
            platform,
            offer,
            lock,
            context.downloads(),
            (received, total) ->
                context
                    .events()
                    .accept(new InstallationEvent.Downloading(source, version, received, total)));
    if (cache.isPresent()) {
      store.link(source, version, platform, entry.path());
    }
    context
        .events()
        .accept(new InstallationEvent.Installed(source, version, offer.authentication()));
    Set<PackageHash> hashes = new HashSet<>(offer.vouched());
    hashes.addAll(entry.hashes());
    if (offer.vouched().isEmpty()) {
      // A checksum of an archive that only a mirror has is of no use to others.
      hashes.removeIf(hash -> hash.isOfArchive() && !offer.expected().contains(hash));
    }
    return new Outcome(lock(version, lock, hashes), !offer.authentication().keyId().isEmpty());
  }

  private ProviderLock lock(
      Version version, Optional<ProviderLock> before, Set<PackageHash> hashes) {
    ProviderLock fresh =
        new ProviderLock(source, version, required.text(source), new TreeSet<>(hashes));
    return before.map(lock -> fresh.withHashes(lock.hashes())).orElse(fresh);
  }
}
