package dev.holdfast.engine.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds cycles in a graph of numbered nodes: the strongly connected components by Tarjan's
/// algorithm ("Depth-first search and linear graph algorithms", 1972), with a stack of its own so
/// that a long chain of nodes cannot overflow the thread's.
final class Cycles {
  private final int[][] edges;
  private final int[] order;
  private final int[] lowest;
  private final boolean[] open;
  private final ArrayDeque<Integer> component = new ArrayDeque<>();
  private final List<int[]> cycles = new ArrayList<>();
  private int next = 1;

  private Cycles(int[][] edges) {
    this.edges = edges;
    this.order = new int[edges.length];
    this.lowest = new int[edges.length];
    this.open = new boolean[edges.length];
  }

  /// One shortest cycle of each strongly connected component that has any. A node that points at
  /// itself is a cycle of one.
  static List<int[]> find(int[][] edges) {
    Cycles search = new Cycles(edges);
    for (int node = 0; node < edges.length; node++) {
      if (search.order[node] == 0) {
        search.visit(node);
      }
    }
    return search.cycles;
  }

  private void visit(int root) {
    ArrayDeque<int[]> path = new ArrayDeque<>();
    enter(root, path);
    while (!path.isEmpty()) {
      int[] top = path.peek();
      int node = top[0];
      if (top[1] < edges[node].length) {
        int target = edges[node][top[1]++];
        if (order[target] == 0) {
          enter(target, path);
        } else if (open[target]) {
          lowest[node] = Math.min(lowest[node], order[target]);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          int parent = path.peek()[0];
          lowest[parent] = Math.min(lowest[parent], lowest[node]);
        }
        if (lowest[node] == order[node]) {
          close(node);
        }
      }
    }
  }

  private void enter(int node, ArrayDeque<int[]> path) {
    order[node] = next;
    lowest[node] = next++;
    open[node] = true;
    component.push(node);
    path.push(new int[] {node, 0});
  }

  private void close(int root) {
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = component.pop();
      open[member] = false;
      members.add(member);
    } while (member != root);
    boolean pointsAtItself = Arrays.binarySearch(edges[root], root) >= 0;
    if (members.size() > 1 || pointsAtItself) {
      cycles.add(shortest(members));
    }
  }

  /// A shortest cycle through the first declared member, by breadth-first search in the component.
  private int[] shortest(List<Integer> members) {
    int start = members.stream().mapToInt(Integer::intValue).min().orElseThrow();
    Map<Integer, Integer> from = new HashMap<>();
    Set<Integer> inside = new HashSet<>(members);
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int target : edges[node]) {
        if (target == start) {
          return pathTo(node, start, from);
        }
        if (inside.contains(target) && from.putIfAbsent(target, node) == null) {
          queue.add(target);
        }
      }
    }
    throw new IllegalStateException("a strongly connected component has no cycle");
  }

  private static int[] pathTo(int last, int start, Map<Integer, Integer> from) {
    List<Integer> path = new ArrayList<>();
    for (int node = last; node != start; node = from.getOrDefault(node, start)) {
      path.add(node);
    }
    path.add(start);
    return path.reversed().stream().mapToInt(Integer::intValue).toArray();
  }
}
