package dev.holdfast.engine.difference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Which elements of two sequences belong together, so that as few as possible are deleted and
/// added (Myers, "An O(ND) difference algorithm and its variations", 1986).
public final class Alignment {
  /// Sequences that differ in more elements than this are not searched further: time and memory
  /// grow with the square of it.
  private static final int MOST_EDITS = 2_000;

  /// One element, or two equal ones.
  ///
  /// @param before its place in the first sequence, or -1 when it was added
  /// @param after its place in the second sequence, or -1 when it was deleted
  public record Pair(int before, int after) {
    public boolean isAdded() {
      return before < 0;
    }

    public boolean isDeleted() {
      return after < 0;
    }

    public boolean isSame() {
      return before >= 0 && after >= 0;
    }
  }

  private Alignment() {}

  /// Pairs in order; between two equal pairs, the deleted elements stand before the added ones.
  /// Elements are compared by `equals`. Time O((n + m) · d) for d differing elements; where d is
  /// above 2,000, everything between the equal start and the equal end counts as replaced.
  public static <T> List<Pair> of(List<T> before, List<T> after) {
    int start = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Pair> pairs = new ArrayList<>(before.size() + after.size());
    for (int index = 0; index < start; index++) {
      pairs.add(new Pair(index, index));
    }
    List<Pair> middle =
        middle(
            before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    for (Pair pair : deletedFirst(middle)) {
      pairs.add(
          new Pair(
              pair.before() < 0 ? -1 : pair.before() + start,
              pair.after() < 0 ? -1 : pair.after() + start));
    }
    for (int index = end; index > 0; index--) {
      pairs.add(new Pair(before.size() - index, after.size() - index));
    }
    return pairs;
  }

  private static <T> List<Pair> middle(List<T> before, List<T> after) {
    int most = Math.min(before.size() + after.size(), MOST_EDITS);
    // furthest[k + most + 1]: how far the first sequence is consumed on diagonal k.
    int[] furthest = new int[2 * most + 3];
    List<int[]> history = new ArrayList<>();
    for (int edits = 0; edits <= most; edits++) {
      history.add(Arrays.copyOfRange(furthest, most - edits, most + edits + 3));
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        int place = diagonal + most + 1;
        boolean down =
            diagonal == -edits || (diagonal != edits && furthest[place - 1] < furthest[place + 1]);
        int x = down ? furthest[place + 1] : furthest[place - 1] + 1;
        int y = x - diagonal;
        while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
          x++;
          y++;
        }
        furthest[place] = x;
        if (x >= before.size() && y >= after.size()) {
          return trace(history, before.size(), after.size());
        }
      }
    }
    return replaced(before.size(), after.size());
  }

  /// Walks back from the end through what was reached with one edit less each time.
  private static List<Pair> trace(List<int[]> history, int beforeSize, int afterSize) {
    Deque<Pair> pairs = new ArrayDeque<>();
    int x = beforeSize;
    int y = afterSize;
    for (int edits = history.size() - 1; edits > 0; edits--) {
      int[] reached = history.get(edits);
      int diagonal = x - y;
      // In the copy of this round, diagonal k is at k + edits + 1.
      int place = diagonal + edits + 1;
      boolean down =
          diagonal == -edits || (diagonal != edits && reached[place - 1] < reached[place + 1]);
      int fromX = down ? reached[place + 1] : reached[place - 1];
      int fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
      while (x > (down ? fromX : fromX + 1)) {
        pairs.addFirst(new Pair(--x, --y));
      }
      pairs.addFirst(down ? new Pair(-1, fromY) : new Pair(fromX, -1));
      x = fromX;
      y = fromY;
    }
    while (x > 0 && y > 0) {
      pairs.addFirst(new Pair(--x, --y));
    }
    return new ArrayList<>(pairs);
  }

  private static List<Pair> replaced(int beforeSize, int afterSize) {
    List<Pair> pairs = new ArrayList<>(beforeSize + afterSize);
    for (int index = 0; index < beforeSize; index++) {
      pairs.add(new Pair(index, -1));
    }
    for (int index = 0; index < afterSize; index++) {
      pairs.add(new Pair(-1, index));
    }
    return pairs;
  }

  private static List<Pair> deletedFirst(List<Pair> pairs) {
    List<Pair> ordered = new ArrayList<>(pairs.size());
    List<Pair> added = new ArrayList<>();
    for (Pair pair : pairs) {
      if (pair.isAdded()) {
        added.add(pair);
        continue;
      }
      if (pair.isSame()) {
        ordered.addAll(added);
        added.clear();
      }
      ordered.add(pair);
    }
    ordered.addAll(added);
    return ordered;
  }
}
