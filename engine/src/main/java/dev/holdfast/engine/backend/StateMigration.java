package dev.holdfast.engine.backend;

import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
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
    List<String> filled = new ArrayList<>();
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

  /// Copies a state as it is, over whatever is there. What a run left in the journal of the source
  /// is brought into its state first.
  ///
  /// One is locked after the other, since both may be the same place, and both keep their journal
  /// in the same folder; so afterwards it is looked whether the source is still what was copied.
  ///
  /// @throws StateUnavailableException also where somebody has changed the source meanwhile
  public void copy(String from, String to)
      throws StateLockedException, StateUnavailableException, StateWriteException {
    LockRequest request = new LockRequest(OPERATION, "", patience);
    State copied;
    try (StateSession session = source.store(from).open(request)) {
      session.commit();
      copied = session.state();
    }
    if (!to.equals(Backend.DEFAULT_WORKSPACE)) {
      destination.create(to);
    }
    try (StateSession session = destination.store(to).open(request)) {
      session.replace(copied);
    }
    State still = source.store(from).read().state();
    if (still == null
        || !still.lineage().equals(copied.lineage())
        || still.serial() != copied.serial()) {
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "State changed while it was copied",
                  "Somebody has changed the state of the workspace \"%s\" since it was copied. The"
                          .formatted(from)
                      + " backend is the one it was before; run the same command again.")));
    }
  }
}
