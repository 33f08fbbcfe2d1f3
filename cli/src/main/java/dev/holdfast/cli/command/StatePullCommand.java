package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import java.io.IOException;
import java.util.List;

/// `state pull`: prints the state from wherever it is, in the format of state files.
final class StatePullCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "pull",
          "Print the state as a file would hold it",
          "Reads the state from where it is kept and prints it in the format of state files, secrets"
              + " included. Prints nothing when there is no state yet.",
          List.of(
              CommonFlags.STATE,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    try {
      StateStore.Snapshot snapshot = Project.here(invocation).store().read();
      invocation.report(snapshot.diagnostics());
      if (snapshot.state() != null) {
        StateFile.write(snapshot.state(), invocation.out(), StateFile.Layout.INDENTED);
      }
      return 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (IOException e) {
      return invocation.fail("Failed to print the state", String.valueOf(e.getMessage()));
    }
  }
}
