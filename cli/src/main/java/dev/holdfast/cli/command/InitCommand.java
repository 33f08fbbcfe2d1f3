package dev.holdfast.cli.command;

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
  private static final Flag UPGRADE = Flag.on("upgrade", "Accepted for scripts.");

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
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    if (!new BackendInit(project).run()) {
      return Invocation.FAILED;
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<Configuration> configuration =
        project.load(diagnostics).map(Project.Loaded::configuration);
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
}
