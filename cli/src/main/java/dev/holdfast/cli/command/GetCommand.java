package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;

/// `get`: fetches the modules that a configuration calls, and nothing else.
final class GetCommand implements Command {
  private static final Flag UPDATE =
      Flag.on("update", "Fetch the modules that are there anew, and newer versions of them.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "get",
          "Fetch the modules that a configuration calls",
          "Fetches what the modules of a configuration come from into .terraform/modules: git"
              + " repositories, archives and registries. \"init\" does the same and more.",
          List.of(
              UPDATE,
              ProjectTests.DIRECTORY,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.INPUT,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    ModuleInstall.load(Project.of(invocation), invocation.arguments().isOn(UPDATE), diagnostics);
    return invocation.report(diagnostics.list()) ? Invocation.FAILED : 0;
  }
}
