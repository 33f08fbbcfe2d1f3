package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `init`: settles where the state is, and gets what a configuration needs.
final class InitCommand implements Command {
  private static final Flag GET =
      Flag.on(
          "get",
          "Fetch the modules that the configuration calls and its tests run (default true).");
  private static final Flag FROM_MODULE =
      Flag.text(
          "from-module", "SOURCE", "Copy a module into the folder, which must be empty, first.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "init",
          "Get everything that a configuration needs",
          "Settles where the state is, fetches the modules of the configuration and of its tests,"
              + " installs their providers, and records which they are in the lock file. Required when a provider, a"
              + " module or a backend is added or changed; providers that are part of Holdfast need"
              + " no installation.",
          flags(),
          Positionals.optional("[DIRECTORY]"));

  private static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(BackendInit.FLAGS);
    flags.addAll(ProviderInit.FLAGS);
    flags.addAll(
        List.of(
            GET,
            FROM_MODULE,
            ProjectTests.DIRECTORY,
            CommonFlags.VARIABLE,
            CommonFlags.VARIABLE_FILE,
            CommonFlags.LOCK,
            CommonFlags.LOCK_TIMEOUT,
            CommonFlags.INPUT,
            CommonFlags.MESSAGES,
            CommonFlags.IGNORE_REMOTE_VERSION,
            CommonFlags.NO_COLOR));
    flags.addAll(CommonFlags.DIAGNOSTICS);
    return flags;
  }

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    ProviderInit.checkFlags(invocation.arguments(), diagnostics);
    Optional<String> first = invocation.arguments().text(FROM_MODULE);
    boolean ready =
        !diagnostics.hasErrors()
            && (first.isEmpty() || ModuleInstall.copy(first.get(), project, diagnostics));
    if (!ready) {
      invocation.report(diagnostics.list());
      return Invocation.FAILED;
    }
    if (!new BackendInit(project).run()) {
      return Invocation.FAILED;
    }
    Optional<ModuleInstall.WithTests> loaded = load(project, diagnostics);
    if (invocation.report(diagnostics.list()) || loaded.isEmpty()) {
      return Invocation.FAILED;
    }
    if (loaded.get().loaded().configuration().sources().isEmpty()) {
      invocation.out().println("Holdfast initialized in an empty directory!");
      return 0;
    }
    if (!new ProviderInit(project).run(loaded.get())) {
      return Invocation.FAILED;
    }
    Palette palette = invocation.terminal().palette();
    invocation.out().println("\n" + palette.green("Holdfast has been successfully initialized!"));
    return 0;
  }

  private static Optional<ModuleInstall.WithTests> load(Project project, Diagnostics diagnostics)
      throws InterruptedException {
    Arguments arguments = project.invocation().arguments();
    return arguments.isOn(GET, true)
        ? ModuleInstall.load(project, arguments.isOn(ProviderInit.UPGRADE), diagnostics)
        : ModuleInstall.load(
            project, InstalledModules.of(project.folder(), project.dataDirectory()), diagnostics);
  }
}
