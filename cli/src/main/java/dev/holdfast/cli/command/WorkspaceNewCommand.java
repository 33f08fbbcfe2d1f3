package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `workspace new`: makes a workspace and selects it.
final class WorkspaceNewCommand implements Command {
  private static final Flag FROM =
      Flag.text("state", "FILE", "Copy this state file into the new workspace.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "new",
          "Make a workspace",
          "Makes a workspace and selects it.",
          List.of(
              FROM,
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
    Diagnostics diagnostics = new Diagnostics();
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    try {
      Workspaces.requireChangeable(project, name);
      Backend backend = new ProjectBackend(project).open();
      if (backend.workspaces().contains(name)) {
        return invocation.fail(
            "Workspace exists", "Workspace \"%s\" already exists".formatted(name));
      }
      Optional<String> from = invocation.arguments().text(FROM);
      State state = from.isEmpty() ? null : read(project, invocation.folder().resolve(from.get()));
      Workspaces.create(project, backend, name);
      if (state != null) {
        LockRequest request = new LockRequest("workspace new", "", patience);
        try (StateSession session = backend.store(name).open(request)) {
          session.replace(state);
        }
      }
      return 0;
    } catch (StateLockedException | StateWriteException fault) {
      return invocation.fail("State was not copied", String.valueOf(fault.getMessage()));
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static State read(Project project, Path file) throws StateUnavailableException {
    try {
      StateCodec.Decoded read =
          new ProjectBackend(project).decode(Files.readAllBytes(file), file.toString());
      State state = read.state();
      if (state == null) {
        throw new StateUnavailableException(read.diagnostics());
      }
      return state;
    } catch (IOException fault) {
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "State file cannot be read",
                  "The state file %s: %s.".formatted(file, PrivateFiles.describe(fault)))));
    }
  }
}
