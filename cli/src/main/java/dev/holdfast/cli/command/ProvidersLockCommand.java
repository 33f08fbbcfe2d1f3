package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.InstallationText;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ProviderSourceParser;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.plugins.installation.InstallationEvent;
import dev.holdfast.plugins.installation.InstallationOptions;
import dev.holdfast.plugins.installation.InstallationResult;
import dev.holdfast.plugins.installation.ProviderInstallation;
import dev.holdfast.plugins.installation.ProviderText;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.origin.UserOrigins;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.archive.Folders;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `providers lock`: adds checksums of packages for other platforms to the lock file. Packages come
/// from the registries whatever the user's settings say, since only publishers vouch for all
/// platforms.
final class ProvidersLockCommand implements Command {
  private static final Flag FOLDER =
      Flag.text("fs-mirror", "FOLDER", "Take packages from a mirror in a folder instead.");
  private static final Flag NETWORK =
      Flag.text("net-mirror", "URL", "Take packages from a mirror on the network instead.");
  private static final Flag CACHE =
      Flag.on("enable-plugin-cache", "Accepted for scripts: packages are always fetched anew.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "lock",
          "Write checksums of providers for other platforms to the lock file",
          "Fetches the providers of the configuration, or those that are named, for each platform,"
              + " and adds their checksums to the lock file, so that \"holdfast init\" can install"
              + " them on all of these platforms.",
          List.of(
              FOLDER,
              NETWORK,
              CACHE,
              PlatformFlag.FLAG,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.any("[PROVIDER…]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Project project = Project.here(invocation);
    ProjectPlugins plugins = ProjectPlugins.of(project);
    Arguments arguments = invocation.arguments();
    Diagnostics diagnostics = new Diagnostics();
    List<Platform> platforms = PlatformFlag.platforms(arguments, diagnostics);
    URI network = network(arguments, diagnostics);
    UserSettings settings = plugins.settings(diagnostics);
    DependencyLocks before = plugins.locks(diagnostics);
    Optional<RequiredProviders> required =
        project
            .load(diagnostics)
            .map(loaded -> RequiredProviders.of(loaded.configuration()))
            .map(all -> chosen(all, arguments.positionals(), diagnostics));
    if (invocation.report(diagnostics.list()) || required.isEmpty()) {
      return Invocation.FAILED;
    }
    World world = invocation.world();
    try (UserOrigins origins =
            new UserOrigins(
                settings,
                world.environment(),
                invocation.folder(),
                world.clock(),
                ProgramVersion.userAgent());
        Web downloads = origins.web().withRetries(origins.downloadRetries())) {
      PackageOrigin origin =
          arguments
              .text(FOLDER)
              .map(text -> UserOrigins.folders(List.of(invocation.folder().resolve(text))))
              .orElseGet(() ->
                  network == null ? origins.registries() : origins.networkMirror(network, true));
      return lock(invocation, plugins, before, required.get(), platforms, origin, downloads);
    }
  }

  private static @Nullable URI network(Arguments arguments, Diagnostics diagnostics) {
    String text = arguments.text(NETWORK).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI address = URI.create(text.endsWith("/") ? text : text + "/");
      if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException invalid) {
      // Said below.
    }
    diagnostics.add(
        Diagnostic.error(
            "Invalid network mirror URL",
            "The -net-mirror option requires a valid https: URL as the mirror base URL."));
    return null;
  }

  private static RequiredProviders chosen(
      RequiredProviders all, List<String> names, Diagnostics diagnostics) {
    if (names.isEmpty()) {
      return all;
    }
    Set<ProviderSource> chosen = new HashSet<>();
    for (String name : names) {
      Parsed<@Nullable ProviderSource> parsed =
          ProviderSourceParser.parse(name, SourceFile.of("command line", name).range(0, 0));
      ProviderSource source = parsed.tree();
      if (source == null || !all.sources().contains(source)) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid provider argument",
                source == null
                    ? "\"%s\" is no source of a provider, such as \"hashicorp/aws\"."
                        .formatted(name)
                    : "The provider %s is not required by the current configuration."
                        .formatted(source)));
      } else {
        chosen.add(source);
      }
    }
    return all.only(chosen::contains);
  }

  private static int lock(
      Invocation invocation,
      ProjectPlugins plugins,
      DependencyLocks before,
      RequiredProviders required,
      List<Platform> platforms,
      PackageOrigin origin,
      Web downloads)
      throws InterruptedException {
    DependencyLocks after = before;
    Path scratch;
    try {
      scratch = Files.createTempDirectory("holdfast-providers-lock-");
    } catch (IOException fault) {
      return invocation.fail("No temporary folder", PrivateFiles.describe(fault) + ".");
    }
    try {
      for (Platform platform : platforms) {
        InstallationOptions options =
            new InstallationOptions(
                scratch, false, Optional.empty(), false, Map.of(), Optional.empty(), 8);
        InstallationResult result =
            new ProviderInstallation(
                    options,
                    platform,
                    origin,
                    downloads,
                    event -> tell(invocation, event, platform))
                .install(required, withoutHashes(after));
        if (invocation.report(result.diagnostics())) {
          return Invocation.FAILED;
        }
        for (ProviderLock lock : result.locks().providers().values()) {
          ProviderLock merged =
              after
                  .provider(lock.source())
                  .filter(old -> old.version().compareTo(lock.version()) == 0)
                  .map(old -> lock.withHashes(old.hashes()))
                  .orElse(lock);
          tellOfChecksums(invocation, after.provider(lock.source()), merged, platform);
          after = after.with(merged);
        }
      }
      return write(invocation, plugins, before, after);
    } finally {
      try {
        Folders.delete(scratch);
      } catch (IOException left) {
        invocation.out().println("The folder " + scratch + " could not be removed.");
      }
    }
  }

  /// Locks that choose versions and do not judge packages: those of other platforms are not known
  /// yet, and whether a package is its publisher's is checked anyway.
  private static DependencyLocks withoutHashes(DependencyLocks locks) {
    List<ProviderLock> bare = new ArrayList<>();
    for (ProviderLock lock : locks.providers().values()) {
      bare.add(
          new ProviderLock(lock.source(), lock.version(), lock.constraints(), new TreeSet<>()));
    }
    return DependencyLocks.of(bare);
  }

  private static void tell(Invocation invocation, InstallationEvent event, Platform platform) {
    String name = ProviderText.of(event.source());
    switch (event) {
      case InstallationEvent.Installing installing ->
          invocation
              .out()
              .println(
                  "- Fetching %s %s for %s...".formatted(name, installing.version(), platform));
      case InstallationEvent.Installed installed ->
          invocation
              .out()
              .println(
                  "- Retrieved %s %s for %s (%s)"
                      .formatted(
                          name,
                          installed.version(),
                          platform,
                          InstallationText.authentication(installed.authentication())));
      default -> {}
    }
  }

  private static void tellOfChecksums(
      Invocation invocation, Optional<ProviderLock> old, ProviderLock lock, Platform platform) {
    String what =
        old.isEmpty()
            ? "This was a new provider and the checksums for this platform are now tracked in the lock file"
            : old.get().hashes().equals(lock.hashes())
                ? "All checksums for this platform were already tracked in the lock file"
                : "Additional checksums for this platform are now tracked in the lock file";
    invocation
        .out()
        .println(
            "- Obtained %s checksums for %s; %s"
                .formatted(ProviderText.of(lock.source()), platform, what));
  }

  private static int write(
      Invocation invocation,
      ProjectPlugins plugins,
      DependencyLocks before,
      DependencyLocks after) {
    String success = invocation.terminal().palette().green("Success!");
    if (after.equals(before)) {
      invocation
          .out()
          .println(
              "\n"
                  + success
                  + " Holdfast has validated the lock file and found no need for changes.");
      return 0;
    }
    try {
      plugins.lockFile().write(after);
    } catch (IOException fault) {
      return invocation.fail(
          "Failed to update dependency lock file", PrivateFiles.describe(fault) + ".");
    }
    invocation
        .out()
        .println(
            "\n"
                + success
                + " Holdfast has updated the lock file.\n\nReview the changes in"
                + " .terraform.lock.hcl and commit them to version control.");
    return 0;
  }
}
