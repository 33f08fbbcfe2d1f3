package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// `state push`: puts a state file in place of the state.
final class StatePushCommand implements Command {
  private static final Flag FORCE =
      Flag.on("force", "Push also over a state of another lineage, or a newer one.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "push",
          "Put a state file in place of the state",
          "Writes a state file, or what comes on standard input for \"-\", to where the state is kept."
              + " A state of another lineage, or with a higher serial, is not overwritten without"
              + " -force.",
          List.of(
              FORCE,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.one("FILE"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String file = invocation.arguments().positionals().getFirst();
    StateCodec.Decoded read;
    try {
      byte[] bytes =
          file.equals("-")
              ? invocation.world().in().readAllBytes()
              : Files.readAllBytes(invocation.folder().resolve(file));
      read =
          new ProjectBackend(Project.here(invocation))
              .decode(bytes, file.equals("-") ? "standard input" : file);
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (IOException e) {
      return invocation.fail("State file cannot be read", "Cannot read " + file + ": " + e);
    }
    State state = read.state();
    if (invocation.report(read.diagnostics()) || state == null) {
      return Invocation.FAILED;
    }
    return StateEditing.run(invocation, "state push", session -> push(invocation, session, state));
  }

  private static int push(Invocation invocation, StateSession session, State state)
      throws StateWriteException {
    State present = session.state();
    if (!invocation.arguments().isOn(FORCE) && present.serial() > 0) {
      if (!present.lineage().equals(state.lineage())) {
        return invocation.fail(
            "Failed to write state",
            "Cannot import state with lineage \"%s\" over unrelated state with lineage \"%s\". With -force it is overwritten all the same."
                .formatted(state.lineage(), present.lineage()));
      }
      if (present.serial() > state.serial()) {
        return invocation.fail(
            "Failed to write state",
            "Cannot import state with serial %d over newer state with serial %d. With -force it is overwritten all the same."
                .formatted(state.serial(), present.serial()));
      }
      if (present.serial() == state.serial() && !present.sameContent(state)) {
        return invocation.fail(
            "Failed to write state",
            "Cannot overwrite existing state with serial %d with a different state that has the same serial. With -force it is overwritten all the same."
                .formatted(state.serial()));
      }
    }
    session.replace(state);
    return 0;
  }
}
