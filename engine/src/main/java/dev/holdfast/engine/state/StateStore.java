package dev.holdfast.engine.state;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place where one state is kept: a local file, or a backend. One store is one workspace.
public interface StateStore {

  /// Where it is, for messages, such as a path.
  String location();

  /// The state as it is, without locking it: what a run writes meanwhile may be there or not. A
  /// journal left by a run that died is taken into account and left where it is.
  ///
  /// @throws StateUnavailableException if it cannot be read or is damaged
  Snapshot read() throws StateUnavailableException;

  /// Locks the state and opens it for changes.
  ///
  /// @throws StateLockedException if somebody else works with it
  /// @throws StateUnavailableException if it cannot be read or is damaged
  StateSession open(LockRequest request) throws StateLockedException, StateUnavailableException;

  /// Removes a lock that its owner left behind.
  ///
  /// @throws StateLockedException if that lock is not there, or its owner is alive
  void forceUnlock(String lockId) throws StateLockedException, StateUnavailableException;

  /// A state that was read.
  ///
  /// @param state null where nothing was ever stored
  /// @param inFlight what a run that died, or one that is at work now, began and did not end
  record Snapshot(@Nullable State state, List<Intent> inFlight, List<Diagnostic> diagnostics) {
    public Snapshot {
      inFlight = List.copyOf(inFlight);
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
