package dev.holdfast.engine.run;

import dev.holdfast.engine.plan.ActionGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// Executes the steps of an [ActionGraph], each as soon as everything it waits for has ended well
/// and its lane has room. Cost linear in steps and edges.
///
/// A step that fails takes with it, as skipped, everything that waits for it; the rest goes on.
/// Once the run is cancelled no further step begins, and those under way are let finish.
public final class GraphRun {

  /// How a step ended.
  public enum Outcome {
    DONE,
    FAILED,
    /// Something it waits for failed.
    SKIPPED,
    /// The run was cancelled before its turn.
    NOT_STARTED
  }

  private final ActionGraph graph;
  private final IntPredicate execute;
  private final BooleanSupplier cancelled;
  private final Lanes lanes;
  private final AtomicIntegerArray waitingFor;
  private final AtomicIntegerArray blocked;
  private final Outcome[] outcomes;
  private final CountDownLatch remaining;

  private GraphRun(
      ActionGraph graph,
      IntPredicate execute,
      IntFunction<?> lane,
      int width,
      BooleanSupplier cancelled) {
    int size = graph.steps().size();
    this.graph = graph;
    this.execute = execute;
    this.cancelled = cancelled;
    this.lanes = new Lanes(lane, width, this::perform);
    this.waitingFor = new AtomicIntegerArray(graph.predecessorCounts());
    this.blocked = new AtomicIntegerArray(size);
    this.outcomes = new Outcome[size];
    this.remaining = new CountDownLatch(size);
  }

  /// Runs the whole graph and waits for its end.
  ///
  /// @param execute does the step of that number and says whether it ended well; must not throw
  /// @param lane which steps share one lane, so that slow ones hold up none but their like
  /// @param width how many steps of a lane run at a time
  /// @param cancelled whether no further step may begin
  /// @return how each step ended, by its number
  public static Outcome[] run(
      ActionGraph graph,
      IntPredicate execute,
      IntFunction<?> lane,
      int width,
      BooleanSupplier cancelled)
      throws InterruptedException {
    GraphRun run = new GraphRun(graph, execute, lane, width, cancelled);
    int[] counts = graph.predecessorCounts();
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] == 0) {
        run.begin(step);
      }
    }
    run.remaining.await();
    return run.outcomes;
  }

  private void begin(int step) {
    if (graph.steps().get(step) instanceof ActionGraph.Join) {
      settle(step, Outcome.DONE);
    } else if (cancelled.getAsBoolean()) {
      settle(step, Outcome.NOT_STARTED);
    } else {
      lanes.add(step);
    }
  }

  private void perform(int step) {
    if (cancelled.getAsBoolean()) {
      settle(step, Outcome.NOT_STARTED);
      return;
    }
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = execute.test(step) ? Outcome.DONE : Outcome.FAILED;
    } finally {
      // Even after a bug in `execute`, so that nothing waits for this step for ever.
      settle(step, outcome);
    }
  }

  /// Notes how a step ended and passes it on. Joins and blocked steps are settled in a loop, not by
  /// recursion, since their chains can be long.
  private void settle(int first, Outcome outcome) {
    Deque<Integer> settled = new ArrayDeque<>();
    note(first, outcome, settled);
    while (!settled.isEmpty()) {
      int step = settled.poll();
      boolean well = outcomes[step] == Outcome.DONE;
      for (int successor : graph.successors(step)) {
        if (!well) {
          blocked.compareAndSet(successor, 0, outcomes[step] == Outcome.NOT_STARTED ? 2 : 1);
        }
        if (waitingFor.decrementAndGet(successor) == 0) {
          advance(successor, settled);
        }
      }
    }
  }

  private void advance(int step, Deque<Integer> settled) {
    switch (blocked.get(step)) {
      case 1 -> note(step, Outcome.SKIPPED, settled);
      case 2 -> note(step, Outcome.NOT_STARTED, settled);
      default -> {
        if (graph.steps().get(step) instanceof ActionGraph.Join) {
          note(step, Outcome.DONE, settled);
        } else {
          begin(step);
        }
      }
    }
  }

  private void note(int step, Outcome outcome, Deque<Integer> settled) {
    synchronized (outcomes) {
      if (outcomes[step] != null) {
        return;
      }
      outcomes[step] = outcome;
    }
    settled.add(step);
    remaining.countDown();
  }
}
