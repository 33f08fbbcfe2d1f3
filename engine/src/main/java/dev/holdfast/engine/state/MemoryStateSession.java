package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// A state that is kept in memory only, for what is gone when the command ends.
public final class MemoryStateSession implements StateSession {
  private State state;
  private final List<Intent> intents = new ArrayList<>();

  /// Begins with a state.
  public MemoryStateSession(State state) {
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
    intents.removeIf(intent -> changes.stream().anyMatch(change -> settles(change, intent)));
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

  private static boolean settles(StateChange change, Intent intent) {
    return switch (change) {
      case StateChange.Put(StoredInstance instance) -> instance.address().equals(intent.address());
      case StateChange.Remove(ResourceInstanceAddress address) -> address.equals(intent.address());
      default -> false;
    };
  }
}
