package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.RunReferences;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which runs of a file have to be done before which others. Runs are done as they are written, but
/// those that say `parallel = true` beside each other, unless they share a state or one needs
/// outputs of the other. Linear in the runs, their references and what has to wait for what.
final class RunOrder {
  private final List<Set<Integer>> predecessors;
  private final boolean parallel;

  private RunOrder(List<Set<Integer>> predecessors, boolean parallel) {
    this.predecessors = predecessors;
    this.parallel = parallel;
  }

  static RunOrder of(TestFile file) {
    List<Set<Integer>> predecessors = new ArrayList<>();
    Set<String> common = RunReferences.ofAllRuns(file);
    Map<String, Integer> byName = new HashMap<>();
    Map<String, Integer> lastOfState = new HashMap<>();
    Set<Integer> sinceBarrier = new TreeSet<>();
    int barrier = -1;
    boolean parallel = false;
    for (int i = 0; i < file.runs().size(); i++) {
      TestRun run = file.runs().get(i);
      Set<Integer> before = new TreeSet<>();
      if (barrier >= 0) {
        before.add(barrier);
      }
      Integer sameState = lastOfState.put(TestState.key(run), i);
      if (sameState != null) {
        before.add(sameState);
      }
      Set<String> named = new HashSet<>(common);
      named.addAll(RunReferences.of(run));
      for (String name : named) {
        Integer other = byName.get(name);
        if (other != null) {
          before.add(other);
        }
      }
      if (run.parallel()) {
        parallel |= !before.containsAll(sinceBarrier);
        sinceBarrier.add(i);
      } else {
        before.addAll(sinceBarrier);
        sinceBarrier.clear();
        barrier = i;
      }
      byName.put(run.name(), i);
      predecessors.add(before);
    }
    return new RunOrder(predecessors, parallel);
  }

  /// Whether any two runs may be done at the same time.
  boolean isParallel() {
    return parallel;
  }

  /// The runs, by their number, that must be done before a run begins.
  Set<Integer> before(int run) {
    return predecessors.get(run);
  }
}
