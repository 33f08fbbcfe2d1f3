package dev.holdfast.cli.command;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.file.DataDirectory;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.plugins.PluginLookup;
import dev.holdfast.plugins.PluginProgram;
import dev.holdfast.plugins.installation.InstalledPlugins;
import dev.holdfast.plugins.installation.ProviderText;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.LockFile;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import dev.holdfast.plugins.process.Reattachment;
import dev.holdfast.registry.settings.UserFolders;
import dev.holdfast.registry.settings.UserSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a project's commands need to find the programs of its providers: the user's settings, the
/// lock file, and the folders. Nothing is read before it is asked for.
///
/// @param command which reads the settings once
/// @param folder of the configuration
/// @param sources takes the files that diagnostics point into
record ProjectPlugins(
    CommandPlugins command, World world, Path folder, Consumer<SourceFile> sources) {

  static ProjectPlugins of(Project project) {
    Invocation invocation = project.invocation();
    return new ProjectPlugins(
        invocation.plugins(), invocation.world(), project.folder(), invocation.sources()::add);
  }

  private Map<String, String> environment() {
    return world.environment();
  }

  /// The settings of the user for all projects.
  UserSettings settings(Diagnostics diagnostics) {
    return command.settings(sources, diagnostics);
  }

  LockFile lockFile() {
    return LockFile.in(folder);
  }

  DependencyLocks locks(Diagnostics diagnostics) {
    return lockFile().read(sources, diagnostics);
  }

  /// Where packages are installed for the project.
  Path packages() {
    return DataDirectory.of(folder, environment()).resolve("providers");
  }

  /// Where checksums of packages are remembered between commands.
  Optional<Path> verified() {
    return UserFolders.of(environment()).cache().map(cache -> cache.resolve("packages"));
  }

  /// Finds the programs that are installed. The lock file and the settings are read at the first
  /// question.
  PluginLookup lookup() {
    return new PluginLookup() {
      private @Nullable PluginLookup installed;

      @Override
      public PluginProgram find(ProviderSource source) throws ProviderUnavailableException {
        return installed().find(source);
      }

      private synchronized PluginLookup installed() throws ProviderUnavailableException {
        PluginLookup read = installed;
        if (read == null) {
          read = ProjectPlugins.this.installed();
          installed = read;
        }
        return read;
      }
    };
  }

  private PluginLookup installed() throws ProviderUnavailableException {
    Diagnostics diagnostics = new Diagnostics();
    UserSettings settings = settings(diagnostics);
    DependencyLocks locks = locks(diagnostics);
    Optional<Diagnostic> fault =
        diagnostics.list().stream().filter(Diagnostic::isError).findFirst();
    if (fault.isPresent()) {
      throw new ProviderUnavailableException(
          fault.get().summary()
              + ": "
              + fault.get().detail()
              + (fault.get().subject() == null ? "" : " (" + fault.get().subject() + ")"));
    }
    return new InstalledPlugins(
        packages(),
        locks,
        settings.developmentOverrides(),
        Platform.current(),
        new VerifiedPackages(verified()));
  }

  /// Looks whether the lock file fits the configuration, and tells of programs that stand in for
  /// providers. A configuration that needs only providers that are part of Holdfast costs nothing.
  void check(Configuration configuration, Diagnostics diagnostics) {
    check(RequiredProviders.of(configuration), diagnostics);
  }

  /// The same for a configuration with its tests.
  void check(TestSuite suite, Diagnostics diagnostics) {
    check(RequiredProviders.of(suite), diagnostics);
  }

  private void check(RequiredProviders required, Diagnostics diagnostics) {
    List<ProviderSource> installable = installable(required);
    if (installable.isEmpty()) {
      return;
    }
    Diagnostics ofSettings = new Diagnostics();
    UserSettings settings = settings(ofSettings);
    DependencyLocks locks = locks(new Diagnostics());
    diagnostics.addAll(ofSettings.list());
    warnOfOverrides(settings, installable, diagnostics);
    String misfits =
        installable.stream()
            .filter(source -> !settings.developmentOverrides().containsKey(source))
            .flatMap(source -> locks.provider(source).stream())
            .filter(
                lock -> !required.of(lock.source()).stream().allMatch(c -> c.allow(lock.version())))
            .map(lock -> misfit(lock, required))
            .collect(Collectors.joining());
    if (!misfits.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              "Inconsistent dependency lock file",
              "The following dependency selections recorded in the lock file are inconsistent with"
                  + " the current configuration:"
                  + misfits
                  + "\n\nTo update the locked dependency selections to match a changed"
                  + " configuration, run:\n  holdfast init -upgrade"));
    }
  }

  private static String misfit(ProviderLock lock, RequiredProviders required) {
    return "\n  - provider %s: locked version selection %s doesn't match the updated version constraints \"%s\""
        .formatted(lock.source(), lock.version(), required.text(lock.source()));
  }

  /// The providers that have to be installed.
  List<ProviderSource> installable(RequiredProviders required) {
    return required.installable().stream().filter(this::isInstalled).toList();
  }

  /// Whether a provider that is not part of Holdfast is installed: neither does it live in this
  /// process, nor has its author started it.
  boolean isInstalled(ProviderSource source) {
    return !world.providers().containsKey(source) && !Reattachment.isNamed(environment(), source);
  }

  static void warnOfOverrides(
      UserSettings settings, List<ProviderSource> required, Diagnostics diagnostics) {
    String overrides =
        required.stream()
            .filter(settings.developmentOverrides()::containsKey)
            .map(source ->
                "\n - %s in %s"
                    .formatted(
                        ProviderText.of(source), settings.developmentOverrides().get(source)))
            .collect(Collectors.joining());
    if (!overrides.isEmpty()) {
      diagnostics.add(
          Diagnostic.warning(
              "Provider development overrides are in effect",
              "The following provider development overrides are set in the CLI configuration:"
                  + overrides
                  + "\n\nTheir versions and checksums are not checked, and what they do may not fit"
                  + " a released version."));
    }
  }
}
