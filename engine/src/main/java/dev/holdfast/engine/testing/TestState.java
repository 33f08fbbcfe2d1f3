package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateWriteException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A state that runs of a file share, and the runs that changed it.
final class TestState {
  private final TestFile file;
  private final TestStates states;
  private final KeptSession session;
  private final List<PreparedRun> applied = new CopyOnWriteArrayList<>();

  TestState(TestFile file, TestStates states, String lineage) {
    this.file = file;
    this.states = states;
    this.session = new KeptSession(State.empty(lineage));
  }

  /// What tells the states of a file apart: runs of one module share a state, unless they say
  /// otherwise.
  static String key(TestRun run) {
    TestRun.TestModule module = run.module();
    if (run.stateKey() != null) {
      return "key " + run.stateKey();
    }
    return module == null ? "" : "module " + module.source() + " " + module.version();
  }

  KeptSession session() {
    return session;
  }

  State state() {
    return session.state();
  }

  /// Remembers a run that is about to change the state, which is kept from the first run on that
  /// makes something real.
  @SuppressWarnings("ReferenceEquality") // the very run that goes on in another wave
  void applies(PreparedRun run) throws StateWriteException {
    if (!session.isKept() && run.isReal()) {
      Optional<TestStates.Place> place = states.open(file);
      if (place.isPresent()) {
        session.keepIn(place.get());
      }
    }
    if (applied.isEmpty() || applied.getLast() != run) {
      applied.add(run);
    }
  }

  /// The runs that changed it, in order.
  List<PreparedRun> applied() {
    return applied;
  }

  boolean isEmpty() {
    return LeftOver.objects(state()).isEmpty();
  }
}
