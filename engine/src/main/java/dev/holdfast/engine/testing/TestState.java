package dev.holdfast.engine.testing;

import dev.holdfast.engine.state.MemoryStateSession;
import dev.holdfast.engine.state.State;
import java.util.ArrayList;
import java.util.List;

/// A state that runs of a file share, and the runs that changed it.
final class TestState {
  private final MemoryStateSession session;
  private final List<PreparedRun> applied = new ArrayList<>();

  TestState(String lineage) {
    this.session = new MemoryStateSession(State.empty(lineage));
  }

  MemoryStateSession session() {
    return session;
  }

  State state() {
    return session.state();
  }

  /// Remembers a run that is about to change the state.
  void applies(PreparedRun run) {
    applied.add(run);
  }

  /// The runs that changed it, in order.
  List<PreparedRun> applied() {
    return applied;
  }

  boolean isEmpty() {
    return LeftOver.objects(state()).isEmpty();
  }
}
