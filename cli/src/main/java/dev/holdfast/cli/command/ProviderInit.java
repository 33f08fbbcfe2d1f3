package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.render.InstallationText;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.installation.InstallationOptions;
import dev.holdfast.plugins.installation.InstallationResult;
import dev.holdfast.plugins.installation.ProviderInstallation;
import dev.holdfast.plugins.installation.ProviderText;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.LockFile;
import dev.holdfast.plugins.origin.OtherRegistry;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.origin.UserOrigins;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of `init` that installs providers and keeps the lock file.
final class ProviderInit {
  static final Flag UPGRADE =
      Flag.on(
          "upgrade",
          "Take the newest modules and providers that the configuration allows, whatever was taken before.");
  static final Flag LOCK_FILE =
      Flag.text(
          "lockfile",
          "MODE",
          "With \"readonly\" the lock file is checked against and not changed.");
  static final Flag PLUGIN_FOLDER =
      Flag.repeated(
          "plugin-dir", "FOLDER", "Take providers from such folders only, and from nowhere else.");

  static final List<Flag> FLAGS = List.of(UPGRADE, LOCK_FILE, PLUGIN_FOLDER);

  private static final String READ_ONLY = "readonly";
  private static final int DOWNLOADS_AT_ONCE = 8;

  private final Project project;
  private final Invocation invocation;
  private final Arguments arguments;
  private final ProjectPlugins plugins;

  ProviderInit(Project project) {
    this.project = project;
    this.invocation = project.invocation();
    this.arguments = invocation.arguments();
    this.plugins = ProjectPlugins.of(project);
  }

  /// Reports flags that make no sense together, before anything is done.
  static void checkFlags(Arguments arguments, Diagnostics diagnostics) {
    String mode = arguments.text(LOCK_FILE).orElse("");
    if (!mode.isEmpty() && !mode.equals(READ_ONLY)) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid -lockfile mode", "The only mode of -lockfile is \"readonly\"."));
    }
    if (mode.equals(READ_ONLY) && arguments.isOn(UPGRADE)) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid init options",
              "The -upgrade flag conflicts with -lockfile=readonly: to upgrade means to change the"
                  + " lock file."));
    }
  }

  /// Installs what the configuration, its tests and its state need; every fault is shown.
  ///
  /// @return whether `init` may go on
  boolean run(ModuleInstall.WithTests loaded) throws InterruptedException {
    invocation.out().println("Initializing provider plugins...");
    Diagnostics diagnostics = new Diagnostics();
    UserSettings settings = plugins.settings(diagnostics);
    DependencyLocks before = plugins.locks(diagnostics);
    RequiredProviders required = required(loaded, diagnostics);
    ProjectPlugins.warnOfOverrides(settings, required.installable(), diagnostics);
    if (invocation.report(diagnostics.list())) {
      return false;
    }
    InstallationResult result = install(settings, required, before);
    if (invocation.report(result.diagnostics())) {
      return false;
    }
    return keep(before, result);
  }

  /// Without the providers that are there in other ways.
  private RequiredProviders required(ModuleInstall.WithTests loaded, Diagnostics diagnostics) {
    RequiredProviders configured = RequiredProviders.of(loaded.tests());
    State state = state(loaded.loaded(), diagnostics);
    List<ProviderSource> stored =
        state == null
            ? List.of()
            : state.providers().stream()
                .map(each -> OtherRegistry.meant(each, configured.sources()))
                .toList();
    return configured.and(stored).only(source -> source.isBuiltIn() || plugins.isInstalled(source));
  }

  private @Nullable State state(Project.Loaded loaded, Diagnostics diagnostics) {
    if (!arguments.isOn(BackendInit.BACKEND, true)) {
      return null;
    }
    try {
      StateStore.Snapshot snapshot = project.store(loaded).read();
      diagnostics.addAll(snapshot.diagnostics());
      return snapshot.state();
    } catch (StateUnavailableException fault) {
      diagnostics.addAll(fault.diagnostics());
      return null;
    }
  }

  private InstallationResult install(
      UserSettings settings, RequiredProviders required, DependencyLocks before)
      throws InterruptedException {
    InstallationOptions options =
        new InstallationOptions(
            plugins.packages(),
            arguments.isOn(UPGRADE),
            settings.pluginCache(),
            settings.cacheMayBreakLock(),
            settings.developmentOverrides(),
            plugins.verified(),
            DOWNLOADS_AT_ONCE);
    World world = invocation.world();
    try (UserOrigins origins =
            new UserOrigins(
                settings,
                world.environment(),
                invocation.folder(),
                world.clock(),
                ProgramVersion.userAgent());
        Web downloads = origins.web().withRetries(origins.downloadRetries());
        InstallationText text = new InstallationText(invocation.terminal())) {
      return new ProviderInstallation(options, Platform.current(), origin(origins), downloads, text)
          .install(required, before);
    }
  }

  private PackageOrigin origin(UserOrigins origins) {
    List<Path> folders =
        arguments.all(PLUGIN_FOLDER).stream()
            .filter(text -> !text.isEmpty())
            .map(invocation.folder()::resolve)
            .toList();
    return folders.isEmpty() ? origins.all() : UserOrigins.folders(folders);
  }

  /// Writes the lock file where it has changed and may be written.
  private boolean keep(DependencyLocks before, InstallationResult result) {
    DependencyLocks after = result.locks();
    if (result.signed()) {
      invocation
          .out()
          .println("\nProviders are signed by their developers; the key IDs above say by whom.");
    }
    if (after.equals(before)) {
      return true;
    }
    if (arguments.text(LOCK_FILE).orElse("").equals(READ_ONLY)) {
      return keepReadOnly(before, after);
    }
    try {
      plugins.lockFile().write(after);
    } catch (IOException fault) {
      invocation.fail(
          "Failed to update dependency lock file",
          "Error while writing new dependency lock information to %s: %s."
              .formatted(plugins.lockFile().path(), PrivateFiles.describe(fault)));
      return false;
    }
    tellOfChange(before);
    warnOfIncomplete(result.incomplete());
    return true;
  }

  private boolean keepReadOnly(DependencyLocks before, DependencyLocks after) {
    if (!before.providers().keySet().equals(after.providers().keySet())) {
      invocation.fail(
          "Provider dependency changes detected",
          "Changes to the required provider dependencies were detected, but the lock file is"
              + " read-only. To use and record these requirements, run \"holdfast init\" without the"
              + " \"-lockfile=readonly\" flag.");
      return false;
    }
    invocation.report(
        List.of(
            Diagnostic.warning(
                "Provider lock file not updated",
                "Changes to the provider selections were detected, but not saved in the %s file. To record these selections, run \"holdfast init\" without the \"-lockfile=readonly\" flag."
                    .formatted(LockFile.NAME))));
    return true;
  }

  private void tellOfChange(DependencyLocks before) {
    invocation
        .out()
        .println(
            before.providers().isEmpty()
                ? "\nHoldfast has created a lock file "
                    + LockFile.NAME
                    + " that says which\nproviders it has chosen. Keep it in version control, so"
                    + " that everyone who runs\n\"holdfast init\" gets the same ones."
                : "\nHoldfast has made some changes to the provider selections in "
                    + LockFile.NAME
                    + ".\nReview them and commit them to version control if you meant them.");
  }

  private void warnOfIncomplete(List<ProviderSource> incomplete) {
    if (incomplete.isEmpty()) {
      return;
    }
    String names =
        incomplete.stream()
            .map(each -> "\n  - " + ProviderText.of(each))
            .collect(Collectors.joining());
    invocation.report(
        List.of(
            Diagnostic.warning(
                "Incomplete lock file information for providers",
                "These providers were installed from places that tell checksums for this machine's platform, %s, only:%s\n\nSo that others can install them on another platform, run:\n  holdfast providers lock -platform=OS_ARCH"
                    .formatted(Platform.current(), names))));
  }
}
