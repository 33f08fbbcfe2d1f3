package dev.holdfast.engine.planning;

import dev.holdfast.engine.state.Intent;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// A state that is kept in memory only.
final class MemorySession implements StateSession {
  private State state;
  private final List<Intent> intents = new ArrayList<>();

  MemorySession(State state) {
    this.state = state;
  }

  @Override
  public synchronized State state() {
    return state;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return List.of();
  }

  @Override
  public synchronized List<Intent> inFlight() {
    return List.copyOf(intents);
  }

  @Override
  public synchronized void intend(Intent intent) {
    intents.add(intent);
  }

  @Override
  public synchronized void change(List<StateChange> changes) {
    state = state.withAll(changes);
  }

  @Override
  public synchronized void settle(Intent intent) {
    intents.remove(intent);
  }

  @Override
  public void commit() {}

  @Override
  public synchronized void replace(State replacement) {
    state = replacement;
  }

  @Override
  public void close() {}
}
