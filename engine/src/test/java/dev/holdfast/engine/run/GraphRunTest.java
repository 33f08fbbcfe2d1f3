package dev.holdfast.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.run.GraphRun.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class GraphRunTest {
  private final ActionGraph.Builder graph = new ActionGraph.Builder();
  private final List<Integer> executed = Collections.synchronizedList(new ArrayList<>());

  private int step() {
    return graph.add(new ActionGraph.Apply(0));
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
    assertThat(GraphRun.run(graph.build(), this::execute, () -> false)).containsOnly(Outcome.DONE);
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
    Outcome[] outcomes =
        GraphRun.run(graph.build(), step -> step != broken && execute(step), () -> false);
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
    assertThat(GraphRun.run(graph.build(), this::execute, () -> false)).containsOnly(Outcome.DONE);
  }

  @Test
  void endsAtOnceWithoutSteps() throws InterruptedException {
    assertThat(GraphRun.run(graph.build(), this::execute, () -> false)).isEmpty();
  }
}
