package dev.holdfast.engine.backend;

import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes states from one backend to another.
///
/// @param patience how long to wait for each lock
public record StateMigration(Backend source, Backend destination, Duration patience) {
  private static final String OPERATION = "state migration";

  /// The workspaces of the source in which anything is stored.
  public List<String> filledWorkspaces() throws StateUnavailableException {
    return source.hasWorkspaces()
        ? filled(source, List.copyOf(source.workspaces()))
        : filled(source, List.of(Backend.DEFAULT_WORKSPACE));
  }

  private static List<String> filled(Backend backend, List<String> names)
      throws StateUnavailableException {
    List<String> filled = new java.util.ArrayList<>();
    for (String name : names) {
      if (stored(backend.store(name)) != null) {
        filled.add(name);
      }
    }
    return filled;
  }

  /// What a copy would meet.
  public enum Meeting {
    /// Nothing is there.
    EMPTY,
    /// The same state is there already.
    SAME,
    /// Another state is there.
    OTHER
  }

  /// What copying a workspace to another would meet there.
  public Meeting meeting(String from, String to) throws StateUnavailableException {
    State there = stored(destination.store(to));
    State here = stored(source.store(from));
    if (there == null) {
      return Meeting.EMPTY;
    }
    boolean same =
        here != null
            && here.lineage().equals(there.lineage())
            && here.serial() == there.serial()
            && here.sameContent(there);
    return same ? Meeting.SAME : Meeting.OTHER;
  }

  private static @Nullable State stored(StateStore store) throws StateUnavailableException {
    State state = store.read().state();
    return state == null || (state.isEmpty() && state.serial() == 0) ? null : state;
  }

  /// Copies a state as it is, over whatever is there. Both are locked meanwhile; what a run left in
  /// the journal of the source is brought into its state first.
  public void copy(String from, String to)
      throws StateLockedException, StateUnavailableException, StateWriteException {
    LockRequest request = new LockRequest(OPERATION, "", patience);
    try (StateSession source = source().store(from).open(request)) {
      source.commit();
      if (!to.equals(Backend.DEFAULT_WORKSPACE)) {
        destination.create(to);
      }
      try (StateSession target = destination.store(to).open(request)) {
        target.replace(source.state());
      }
    }
  }
}
