package dev.holdfast.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The actions of a plan as dense numbers with edges: what a run executes as it stands. An edge
/// from `a` to `b` says that `b` may start only when `a` has ended well. Without cycles.
public final class ActionGraph {
  private final List<Step> steps;
  private final int[][] successors;
  private final int[] predecessorCounts;

  /// One step of a run.
  public sealed interface Step {}

  /// Creates or updates the object of a change, or forgets it.
  ///
  /// @param change its number in [Plan#changes()]
  public record Apply(int change) implements Step {}

  /// Destroys the object of a change, or the old object of a replace.
  public record Destroy(int change) implements Step {}

  /// Waits for several others, so that many-to-many orders need few edges.
  public record Join(String name) implements Step {}

  private ActionGraph(List<Step> steps, int[][] successors, int[] predecessorCounts) {
    this.steps = steps;
    this.successors = successors;
    this.predecessorCounts = predecessorCounts;
  }

  public List<Step> steps() {
    return steps;
  }

  /// The steps that wait for this one. Not to be changed.
  public int[] successors(int step) {
    return successors[step];
  }

  /// How many steps each step waits for; a fresh copy, for counting down.
  public int[] predecessorCounts() {
    return predecessorCounts.clone();
  }

  /// Gathers steps and edges. Cost linear in both.
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();

    /// @return the number of the step
    public int add(Step step) {
      steps.add(step);
      return steps.size() - 1;
    }

    /// Says that `later` waits for `earlier`.
    public void edge(int earlier, int later) {
      if (earlier != later) {
        edges.add(new int[] {earlier, later});
      }
    }

    /// @throws IllegalStateException if the edges form a circle, since a run would wait for ever
    public ActionGraph build() {
      int[] outDegree = new int[steps.size()];
      int[] inDegree = new int[steps.size()];
      for (int[] edge : edges) {
        outDegree[edge[0]]++;
        inDegree[edge[1]]++;
      }
      int[][] successors = new int[steps.size()][];
      Arrays.setAll(successors, step -> new int[outDegree[step]]);
      for (int[] edge : edges) {
        successors[edge[0]][--outDegree[edge[0]]] = edge[1];
      }
      requireNoCycle(successors, inDegree.clone());
      return new ActionGraph(List.copyOf(steps), successors, inDegree);
    }

    private void requireNoCycle(int[][] successors, int[] waitingFor) {
      ArrayDeque<Integer> ready = new ArrayDeque<>();
      for (int step = 0; step < waitingFor.length; step++) {
        if (waitingFor[step] == 0) {
          ready.add(step);
        }
      }
      int reached = 0;
      while (!ready.isEmpty()) {
        reached++;
        for (int successor : successors[ready.poll()]) {
          if (--waitingFor[successor] == 0) {
            ready.add(successor);
          }
        }
      }
      if (reached < waitingFor.length) {
        List<Step> stuck = new ArrayList<>();
        for (int step = 0; step < waitingFor.length; step++) {
          if (waitingFor[step] > 0) {
            stuck.add(steps.get(step));
          }
        }
        throw new IllegalStateException("steps that wait for one another: " + stuck);
      }
    }
  }
}
