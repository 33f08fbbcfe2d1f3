package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.InstallationText;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.config.Version;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.installation.MirrorFolder;
import dev.holdfast.plugins.installation.ProviderText;
import dev.holdfast.plugins.installation.VersionSelection;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.origin.PackageUnavailableException;
import dev.holdfast.plugins.origin.UserOrigins;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `providers mirror`: fills a folder with the packages of the configuration's providers, to be
/// used where their registries cannot be reached.
final class ProvidersMirrorCommand implements Command {
  private static final Flag LOCK_FILE =
      Flag.on("lock-file", "Take the versions that the lock file says (default true).");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "mirror",
          "Save the providers of a configuration in a folder",
          "Fetches the providers of the configuration from their registries and saves their packages"
              + " in a folder, in the layout of a filesystem_mirror. Behind a web server the same"
              + " folder is a network_mirror.",
          List.of(
              LOCK_FILE,
              PlatformFlag.FLAG,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.one("FOLDER"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Project project = Project.here(invocation);
    ProjectPlugins plugins = ProjectPlugins.of(project);
    Diagnostics diagnostics = new Diagnostics();
    List<Platform> platforms = PlatformFlag.platforms(invocation.arguments(), diagnostics);
    UserSettings settings = plugins.settings(diagnostics);
    DependencyLocks locks =
        invocation.arguments().isOn(LOCK_FILE, true)
            ? plugins.locks(diagnostics)
            : DependencyLocks.NONE;
    Optional<RequiredProviders> required =
        project.load(diagnostics).map(loaded -> RequiredProviders.of(loaded.configuration()));
    if (invocation.report(diagnostics.list()) || required.isEmpty()) {
      return Invocation.FAILED;
    }
    Path folder = invocation.folder().resolve(invocation.arguments().positional(0).orElse("."));
    World world = invocation.world();
    boolean complete = true;
    try (UserOrigins origins =
            new UserOrigins(
                settings,
                world.environment(),
                invocation.folder(),
                world.clock(),
                ProgramVersion.userAgent());
        Web downloads = origins.web().withRetries(origins.downloadRetries())) {
      Mirroring mirroring =
          new Mirroring(
              invocation, new MirrorFolder(folder), origins.registries(), downloads, platforms);
      for (ProviderSource source : required.get().installable()) {
        complete &= mirroring.mirror(source, required.get(), locks.provider(source));
      }
    }
    return complete ? 0 : Invocation.FAILED;
  }

  /// What all providers share.
  private record Mirroring(
      Invocation invocation,
      MirrorFolder folder,
      PackageOrigin origin,
      Web downloads,
      List<Platform> platforms) {

    /// @return false after a fault, which is shown
    boolean mirror(ProviderSource source, RequiredProviders required, Optional<ProviderLock> lock)
        throws InterruptedException {
      tell("- Mirroring " + ProviderText.of(source) + "...");
      try {
        Version version = select(source, required, lock);
        for (Platform platform : platforms) {
          tell("  - Downloading package for " + platform + "...");
          PackageOffer offer = origin.offer(source, version, platform);
          // The lock file may know checksums of this machine's platform only.
          Optional<ProviderLock> known = lock.filter(_ -> platform.equals(Platform.current()));
          folder.add(source, version, platform, offer, known, downloads);
          tell(
              "  - Package authenticated: "
                  + InstallationText.authentication(offer.authentication()));
        }
        folder.writeLists(source);
        return true;
      } catch (PackageUnavailableException fault) {
        failed(source, fault.getMessage());
      } catch (IOException fault) {
        failed(source, MirrorFolder.explain(fault));
      }
      return false;
    }

    private Version select(
        ProviderSource source, RequiredProviders required, Optional<ProviderLock> lock)
        throws PackageUnavailableException, InterruptedException {
      if (lock.isPresent()) {
        tell("  - Selected v" + lock.get().version() + " to match dependency lock file");
        return lock.get().version();
      }
      String constraints = required.text(source);
      Version version =
          VersionSelection.newest(origin.versions(source), required.of(source))
              .orElseThrow(() ->
                  PackageUnavailableException.because(
                      "no available releases match the given constraints " + constraints));
      tell(
          "  - Selected v"
              + version
              + (constraints.isEmpty()
                  ? " with no constraints"
                  : " to meet constraints " + constraints));
      return version;
    }

    private void tell(String text) {
      invocation.out().println(text);
    }

    private void failed(ProviderSource source, String reason) {
      invocation.fail(
          "Provider not available",
          "Failed to download %s from its origin registry: %s.".formatted(source, reason));
    }
  }
}
