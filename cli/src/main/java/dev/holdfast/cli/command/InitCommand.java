package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// `init`: looks whether everything that a configuration needs is there. The providers of this
/// version are part of it, so there is nothing to install, and no command needs this one first.
final class InitCommand implements Command {
  private static final Flag UPGRADE =
      Flag.on("upgrade", "Fetch modules anew, and newer versions of them.");
  private static final Flag GET =
      Flag.on("get", "Fetch the modules that the configuration calls (default true).");
  private static final Flag FROM_MODULE =
      Flag.text(
          "from-module", "SOURCE", "Copy a module into the folder, which must be empty, first.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "init",
          "Look whether everything that a configuration needs is there",
          "Settles where the state is, loads the configuration and looks whether its modules and"
              + " providers can be had. Required when a backend is configured or changed.",
          flags(),
          Positionals.optional("[DIRECTORY]"));

  private static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(BackendInit.FLAGS);
    flags.addAll(
        List.of(
            UPGRADE,
            GET,
            FROM_MODULE,
            CommonFlags.VARIABLE,
            CommonFlags.VARIABLE_FILE,
            CommonFlags.LOCK,
            CommonFlags.LOCK_TIMEOUT,
            CommonFlags.INPUT,
            CommonFlags.NO_COLOR));
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
    Optional<String> first = invocation.arguments().text(FROM_MODULE);
    if (first.isPresent() && !ModuleInstall.copy(first.get(), project, diagnostics)) {
      invocation.report(diagnostics.list());
      return Invocation.FAILED;
    }
    if (!new BackendInit(project).run()) {
      return Invocation.FAILED;
    }
    Optional<Configuration> configuration =
        load(project, diagnostics).map(Project.Loaded::configuration);
    if (invocation.report(diagnostics.list()) || configuration.isEmpty()) {
      return Invocation.FAILED;
    }
    if (configuration.get().sources().isEmpty()) {
      invocation.out().println("Holdfast initialized in an empty directory!");
      return 0;
    }
    Diagnostics missing = new Diagnostics();
    TreeSet<ProviderSource> sources = new TreeSet<>();
    for (Module module : configuration.get().modules().values()) {
      module.resources().values().forEach(each -> sources.add(module.providerSource(each)));
    }
    try (CommandProviders builtIn = project.providers();
        Providers providers = new Providers(builtIn, 0, missing)) {
      for (ProviderSource source : sources) {
        if (providers.schema(source) != null) {
          invocation.out().println("- " + source + " is part of Holdfast");
        }
      }
    }
    if (invocation.report(missing.list())) {
      return Invocation.FAILED;
    }
    invocation
        .out()
        .println(
            "\n"
                + invocation
                    .terminal()
                    .palette()
                    .green("Holdfast has been successfully initialized!"));
    return 0;
  }

  private static Optional<Project.Loaded> load(Project project, Diagnostics diagnostics)
      throws InterruptedException {
    Arguments arguments = project.invocation().arguments();
    return arguments.isOn(GET, true)
        ? ModuleInstall.load(project, arguments.isOn(UPGRADE), diagnostics)
        : project.load(diagnostics);
  }
}
