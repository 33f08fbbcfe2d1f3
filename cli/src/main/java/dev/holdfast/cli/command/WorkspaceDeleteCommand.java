package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateUnavailableException;
import java.util.List;
import java.util.stream.Collectors;

/// `workspace delete`: removes a workspace that nothing is in.
final class WorkspaceDeleteCommand implements Command {
  /// How many objects a refusal names.
  private static final int SHOWN = 10;

  private static final Flag FORCE =
      Flag.on("force", "Delete it even if its state knows of objects, which are then forgotten.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "delete",
          "Delete a workspace",
          "Deletes a workspace with its state. One whose state still knows of objects is kept.",
          List.of(
              FORCE,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
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
      Workspaces.requireName(name);
      if (name.equals(Backend.DEFAULT_WORKSPACE)) {
        return invocation.fail("Invalid workspace", "cannot delete default state");
      }
      if (name.equals(project.workspace())) {
        return invocation.fail(
            "Workspace is active",
            """
            Workspace "%s" is your active workspace.

            You cannot delete the currently active workspace. Please switch to another workspace \
            and try again.\
            """
                .formatted(name));
      }
      return delete(invocation, new ProjectBackend(project).open(), name);
    } catch (StateLockedException fault) {
      return invocation.fail("The state is locked", String.valueOf(fault.getMessage()));
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static int delete(Invocation invocation, Backend backend, String name)
      throws StateLockedException, StateUnavailableException {
    if (!backend.workspaces().contains(name)) {
      return invocation.fail(
          "Workspace does not exist", "Workspace \"%s\" doesn't exist.".formatted(name));
    }
    boolean force = invocation.arguments().isOn(FORCE);
    State stored = backend.store(name).read().state();
    State state = stored == null ? State.empty("") : stored;
    boolean filled = !state.instances().isEmpty();
    if (filled && !force) {
      return invocation.fail("Workspace is not empty", refusal(name, state));
    }
    backend.delete(name);
    invocation
        .out()
        .println(
            invocation.terminal().palette().green("Deleted workspace \"%s\"!".formatted(name)));
    if (filled) {
      invocation
          .out()
          .println(
              invocation
                  .terminal()
                  .palette()
                  .yellow(
                      "WARNING: \"%s\" was non-empty.\n".formatted(name)
                          + "The resources managed by the deleted workspace may still exist,\n"
                          + "but are no longer manageable by Holdfast since the state has\n"
                          + "been deleted."));
    }
    return 0;
  }

  private static String refusal(String name, State state) {
    String objects =
        state.instances().keySet().stream()
            .limit(SHOWN)
            .map(address -> "  - " + address)
            .collect(Collectors.joining("\n"));
    int more = state.instances().size() - SHOWN;
    return """
    Workspace "%s" is currently tracking the following resource instances:
    %s%s

    Deleting this workspace would cause Holdfast to lose track of any associated remote objects, \
    which would then require you to delete them manually outside of Holdfast. You should destroy \
    these objects with Holdfast before deleting the workspace.

    If you want to delete this workspace anyway, and have Holdfast forget about these managed \
    objects, use the -force option to disable this safety check.\
    """
        .formatted(name, objects, more > 0 ? "\n  - ... (%d more)".formatted(more) : "");
  }
}
