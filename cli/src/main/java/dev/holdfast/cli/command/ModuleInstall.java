package dev.holdfast.cli.command;

import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.modules.InstallationLog;
import dev.holdfast.modules.ModuleCopy;
import dev.holdfast.modules.ModuleInstallation;
import dev.holdfast.modules.fetch.FetchException;
import java.io.IOException;
import java.util.Optional;

/// Installs the modules that a project calls, and says so line by line.
final class ModuleInstall {
  private ModuleInstall() {}

  /// A configuration with its tests.
  record WithTests(Project.Loaded loaded, TestSuite tests) {}

  /// Loads the configuration of a project with its tests, and fetches the modules that are missing.
  ///
  /// @param upgrade whether those that are there are fetched anew
  /// @return the configuration; empty after an error, which is in the diagnostics
  static Optional<WithTests> load(Project project, boolean upgrade, Diagnostics diagnostics)
      throws InterruptedException {
    Invocation invocation = project.invocation();
    Lines lines = new Lines(invocation, upgrade);
    Optional<RemoteAccess> access = RemoteAccess.of(invocation, diagnostics);
    if (access.isEmpty()) {
      return Optional.empty();
    }
    try (RemoteAccess remote = access.get();
        ModuleInstallation installation =
            ModuleInstallation.open(
                project.folder(),
                project.dataDirectory(),
                upgrade,
                remote.packages(),
                lines,
                invocation.world().random())) {
      Optional<WithTests> loaded = load(project, installation, diagnostics);
      installation.finish(loaded.isPresent());
      return loaded;
    } catch (IOException fault) {
      diagnostics.add(
          Diagnostic.error(
              "Modules could not be installed",
              "%s cannot be used: %s."
                  .formatted(project.dataDirectory(), PrivateFiles.describe(fault))));
      return Optional.empty();
    }
  }

  /// The same with modules that are found in another way.
  static Optional<WithTests> load(Project project, ModuleLocator modules, Diagnostics diagnostics) {
    return project
        .load(modules, diagnostics)
        .flatMap(loaded ->
            ProjectTests.load(project, loaded.configuration(), modules, loaded.input(), diagnostics)
                .map(tests -> new WithTests(loaded, tests)));
  }

  /// Copies a module into the folder of a project, where a new configuration begins with it.
  ///
  /// @param source as a module call would have it; a path is relative to where the user is
  /// @return whether it is there now; else the diagnostics say why
  static boolean copy(String source, Project project, Diagnostics diagnostics)
      throws InterruptedException {
    Invocation invocation = project.invocation();
    invocation
        .out()
        .println(
            "%s \"%s\"..."
                .formatted(
                    invocation.terminal().palette().bold("Copying configuration from"),
                    ControlSequences.strip(source)));
    Optional<RemoteAccess> access = RemoteAccess.of(invocation, diagnostics);
    if (access.isEmpty()) {
      return false;
    }
    try (RemoteAccess remote = access.get()) {
      ModuleCopy.copy(source, invocation.world().folder(), project.folder(), remote.packages());
      return true;
    } catch (FetchException fault) {
      diagnostics.add(
          Diagnostic.error("Failed to copy the module", String.valueOf(fault.getMessage())));
    } catch (IOException fault) {
      diagnostics.add(
          Diagnostic.error("Failed to copy the module", PrivateFiles.describe(fault) + "."));
    }
    return false;
  }

  /// One line for each thing that happens, below a title once there is one.
  private static final class Lines implements InstallationLog {
    private final Invocation invocation;
    private final String title;
    private boolean begun;

    Lines(Invocation invocation, boolean upgrade) {
      this.invocation = invocation;
      this.title = upgrade ? "Upgrading modules..." : "Initializing modules...";
    }

    @Override
    public void fetching(String source, String key) {
      print("Downloading " + source + " for " + key + "...");
    }

    @Override
    public void installed(String key, String directory) {
      print("- " + key + " in " + directory);
    }

    @Override
    public void waiting() {
      print("Another command installs modules here: waiting for it to end...");
    }

    private synchronized void print(String line) {
      if (!begun) {
        invocation.out().println(invocation.terminal().palette().bold(title));
        begun = true;
      }
      invocation.out().println(ControlSequences.strip(line));
    }
  }
}
