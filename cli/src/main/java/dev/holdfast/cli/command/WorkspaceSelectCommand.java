package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.state.StateUnavailableException;
import java.util.List;

/// `workspace select`: which workspace commands work with from now on.
final class WorkspaceSelectCommand implements Command {
  private static final Flag OR_CREATE =
      Flag.on("or-create", "Make the workspace if it does not exist.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "select",
          "Select a workspace",
          "Selects the workspace that commands in this folder work with from now on.",
          List.of(
              OR_CREATE,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.one("NAME"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String name = invocation.arguments().positionals().getFirst();
    Project project = Project.here(invocation);
    try {
      Workspaces.requireChangeable(project, name);
      if (name.equals(project.workspace())) {
        return 0;
      }
      Backend backend = new ProjectBackend(project).open();
      if (backend.workspaces().contains(name)) {
        Workspaces.select(project, name);
        invocation
            .out()
            .println(
                invocation
                    .terminal()
                    .palette()
                    .green("Switched to workspace \"%s\".".formatted(name)));
        return 0;
      }
      if (invocation.arguments().isOn(OR_CREATE)) {
        Workspaces.create(project, backend, name);
        return 0;
      }
      return invocation.fail(
          "Workspace does not exist",
          """
          Workspace "%s" doesn't exist.

          You can create this workspace with the "new" subcommand or include the "-or-create" flag \
          with the "select" subcommand.\
          """
              .formatted(name));
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return Invocation.FAILED;
    }
  }
}
