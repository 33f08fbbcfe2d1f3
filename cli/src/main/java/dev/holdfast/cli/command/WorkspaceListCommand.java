package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.state.StateUnavailableException;
import java.util.List;

/// `workspace list`: all workspaces, with a star before the selected one.
final class WorkspaceListCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "list",
          "List the workspaces",
          "Lists the workspaces of the backend. A star marks the one that commands work with.",
          List.of(
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    try {
      if (invocation.json().isPresent()) {
        invocation
            .json()
            .get()
            .workspaces(new ProjectBackend(project).open().workspaces(), project.workspace());
        return 0;
      }
      for (String name : new ProjectBackend(project).open().workspaces()) {
        invocation.out().println((name.equals(project.workspace()) ? "* " : "  ") + name);
      }
      invocation.out().println();
      if (project.workspaces().isOverridden()) {
        invocation
            .out()
            .println(
                "The active workspace is being overridden using the TF_WORKSPACE environment"
                    + " variable.\n");
      }
      return 0;
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return Invocation.FAILED;
    }
  }
}
