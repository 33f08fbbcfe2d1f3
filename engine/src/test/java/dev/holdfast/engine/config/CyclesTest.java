package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CyclesTest {
  @Test
  void findsNoneInAChainHoweverLong() {
    int[][] chain = new int[200_000][];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = i + 1 < chain.length ? new int[] {i + 1} : new int[0];
    }
    assertThat(Cycles.find(chain)).isEmpty();
  }

  @Test
  void findsACycleHoweverLong() {
    int[][] circle = new int[100_000][];
    for (int i = 0; i < circle.length; i++) {
      circle[i] = new int[] {(i + 1) % circle.length};
    }
    assertThat(Cycles.find(circle)).singleElement().matches(cycle -> cycle.length == 100_000);
  }

  @Test
  void namesAShortestCycleOfEachGroupInOrder() {
    int[][] edges = {{1, 2}, {2}, {0}, {4}, {3}, {5}, {0}};
    assertThat(Cycles.find(edges))
        .containsExactlyInAnyOrder(new int[] {0, 2}, new int[] {3, 4}, new int[] {5});
  }
}
