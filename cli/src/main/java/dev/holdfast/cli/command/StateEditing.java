package dev.holdfast.cli.command;

import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Duration;

/// Locks the state of a project for a command that changes it by hand, and reports what goes wrong
/// with the state itself.
final class StateEditing {
  private StateEditing() {}

  /// What a command does with the state.
  @FunctionalInterface
  interface Edit {
    /// @return the exit code
    int apply(StateSession session)
        throws StateWriteException, StateLockedException, StateUnavailableException;
  }

  /// @param operation as others see it who wait for the lock
  static int run(Invocation invocation, String operation, Edit edit) {
    Diagnostics diagnostics = new Diagnostics();
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    try {
      StateStore store = Project.here(invocation).store();
      return within(invocation, store, new LockRequest(operation, "", patience), edit);
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  /// The same with a state that is not the project's own.
  static int within(Invocation invocation, StateStore store, LockRequest request, Edit edit) {
    try (StateSession session = store.open(request)) {
      invocation.report(session.diagnostics());
      return edit.apply(session);
    } catch (StateLockedException e) {
      return invocation.fail("The state is locked", String.valueOf(e.getMessage()));
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (StateWriteException e) {
      return invocation.fail("Failed to save the state", String.valueOf(e.getMessage()));
    }
  }
}
