package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import java.util.List;

/// `workspace show`: the name of the selected workspace.
final class WorkspaceShowCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "show",
          "Show the name of the current workspace",
          "Prints the name of the workspace that commands work with.",
          List.of(CommonFlags.NO_COLOR),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    invocation.out().println(Project.here(invocation).workspace());
    return 0;
  }
}
