package dev.holdfast.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.run.GraphRun.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class GraphRunTest {
  private static final int WIDTH = 4;

  private final ActionGraph.Builder graph = new ActionGraph.Builder();
  private final List<Integer> executed = Collections.synchronizedList(new ArrayList<>());

  private int step() {
    return graph.add(new ActionGraph.Apply(0));
  }

  private Outcome[] run(IntPredicate execute) throws InterruptedException {
    return GraphRun.run(graph.build(), execute, step -> "lane", WIDTH, () -> false);
  }

  private boolean execute(int step) {
    return executed.add(step);
  }

  @Test
  void startsAStepOnlyAfterAllItWaitsFor() throws InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int later = step();
      for (int edge = 0; edge < 3 && later > 0; edge++) {
        int earlier = random.nextInt(later);
        graph.edge(earlier, later);
        edges.add(new int[] {earlier, later});
      }
    }
    assertThat(run(this::execute)).containsOnly(Outcome.DONE);
    int[] position = new int[2_000];
    for (int i = 0; i < executed.size(); i++) {
      position[executed.get(i)] = i;
    }
    assertThat(executed).hasSize(2_000);
    assertThat(edges).allMatch(edge -> position[edge[0]] < position[edge[1]]);
  }

  @Test
  void skipsWhatWaitsForAFailureAndDoesTheRest() throws InterruptedException {
    int broken = step();
    int join = graph.add(new ActionGraph.Join("module.a"));
    int behind = step();
    int apart = step();
    graph.edge(broken, join);
    graph.edge(join, behind);
    graph.edge(apart, behind);
    Outcome[] outcomes = run(step -> step != broken && execute(step));
    assertThat(outcomes)
        .containsExactly(Outcome.FAILED, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.DONE);
    assertThat(executed).containsExactly(apart);
  }

  @Test
  void beginsNothingMoreOnceCancelled() throws InterruptedException {
    int first = step();
    int second = step();
    graph.edge(first, second);
    AtomicBoolean cancelled = new AtomicBoolean();
    Outcome[] outcomes =
        GraphRun.run(
            graph.build(),
            step -> {
              cancelled.set(true);
              return execute(step);
            },
            step -> "lane",
            WIDTH,
            cancelled::get);
    assertThat(outcomes).containsExactly(Outcome.DONE, Outcome.NOT_STARTED);
    assertThat(executed).containsExactly(first);
  }

  @Test
  void passesLongChainsOfJoinsWithoutRecursion() throws InterruptedException {
    int previous = step();
    for (int i = 0; i < 100_000; i++) {
      int join = graph.add(new ActionGraph.Join("j"));
      graph.edge(previous, join);
      previous = join;
    }
    assertThat(run(this::execute)).containsOnly(Outcome.DONE);
  }

  @Test
  void runsNoMoreStepsOfALaneAtATimeThanItIsWide() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      step();
    }
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    run(step -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      LockSupport.parkNanos(1_000);
      running.decrementAndGet();
      return execute(step);
    });
    assertThat(executed).hasSize(500);
    assertThat(most.get()).isBetween(1, WIDTH);
  }

  @Test
  void letsAFullLaneHoldUpNoOther() throws InterruptedException {
    for (int i = 0; i < 2 * WIDTH; i++) {
      step();
    }
    int fast = step();
    CountDownLatch done = new CountDownLatch(1);
    Outcome[] outcomes =
        GraphRun.run(
            graph.build(),
            step -> {
              if (step == fast) {
                done.countDown();
                return execute(step);
              }
              return awaits(done) && execute(step);
            },
            step -> step == fast ? "fast" : "slow",
            WIDTH,
            () -> false);
    assertThat(outcomes).containsOnly(Outcome.DONE);
    assertThat(executed).hasSize(2 * WIDTH + 1);
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void endsAtOnceWithoutSteps() throws InterruptedException {
    assertThat(run(this::execute)).isEmpty();
  }
}
