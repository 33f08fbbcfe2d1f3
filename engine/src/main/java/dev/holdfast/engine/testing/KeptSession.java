package dev.holdfast.engine.testing;

import dev.holdfast.engine.state.Intent;
import dev.holdfast.engine.state.MemoryStateSession;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state in memory, of which there is a durable copy from the moment on when something real is
/// made.
final class KeptSession implements StateSession {
  private final MemoryStateSession memory;
  private volatile TestStates.@Nullable Place place;

  KeptSession(State state) {
    this.memory = new MemoryStateSession(state);
  }

  /// Keeps what there is and what comes.
  void keepIn(TestStates.Place newPlace) throws StateWriteException {
    if (!memory.state().isEmpty()) {
      newPlace.session().replace(memory.state().withSerial(1));
    }
    place = newPlace;
  }

  boolean isKept() {
    return place != null;
  }

  /// Gives up the durable copy.
  void forget() {
    TestStates.Place kept = place;
    place = null;
    if (kept != null) {
      kept.remove();
    }
  }

  @Override
  public State state() {
    return memory.state();
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return List.of();
  }

  @Override
  public List<Intent> inFlight() {
    return memory.inFlight();
  }

  @Override
  public void intend(Intent intent) throws StateWriteException {
    TestStates.Place kept = place;
    if (kept != null) {
      kept.session().intend(intent);
    }
    memory.intend(intent);
  }

  @Override
  public void change(List<StateChange> changes) throws StateWriteException {
    memory.change(changes);
    TestStates.Place kept = place;
    if (kept != null) {
      kept.session().change(changes);
    }
  }

  @Override
  public void settle(Intent intent) throws StateWriteException {
    memory.settle(intent);
    TestStates.Place kept = place;
    if (kept != null) {
      kept.session().settle(intent);
    }
  }

  @Override
  public void commit() throws StateWriteException {
    TestStates.Place kept = place;
    if (kept != null) {
      kept.session().commit();
    }
  }

  @Override
  public void replace(State replacement) throws StateWriteException {
    memory.replace(replacement);
    TestStates.Place kept = place;
    if (kept != null) {
      kept.session().replace(replacement);
    }
  }

  @Override
  public void close() {
    // A state of a test ends when it is forgotten.
  }
}
