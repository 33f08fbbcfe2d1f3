package dev.holdfast.hosts.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The difference of two texts by lines: the fewest removed and added lines (Myers 1986, "An O(ND)
/// Difference Algorithm"), or, where the texts have little in common, all of the one and all of the
/// other.
///
/// @param lines every line of both texts in order
public record LineDiff(List<Line> lines) {
  private static final int MOST_EDITS = 1000;

  /// What happens to a line.
  public enum Kind {
    KEPT,
    REMOVED,
    ADDED
  }

  /// A line of one text or both.
  ///
  /// @param text without its end
  public record Line(Kind kind, String text) {}

  public LineDiff {
    lines = List.copyOf(lines);
  }

  /// Compares two texts. A last line without an end counts as different from one with it, and is
  /// shown with the usual remark. Cost: the number of lines times the number of edits, of which at
  /// most 1000 are looked for.
  public static LineDiff of(String before, String after) {
    return new LineDiff(compare(split(before), split(after)));
  }

  /// Whether nothing was removed or added.
  public boolean isEmpty() {
    return lines.stream().allMatch(line -> line.kind() == Kind.KEPT);
  }

  /// The changed lines with up to `context` kept lines around them, marked `-`, `+` and space as in
  /// a unified diff; a gap is one line `...`.
  public List<String> show(int context) {
    boolean[] shown = new boolean[lines.size()];
    for (int i = 0; i < shown.length; i++) {
      if (lines.get(i).kind() != Kind.KEPT) {
        int from = Math.max(0, i - context);
        int to = Math.min(shown.length - 1, i + context);
        for (int j = from; j <= to; j++) {
          shown[j] = true;
        }
      }
    }
    List<String> result = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i]) {
        result.add(mark(lines.get(i).kind()) + lines.get(i).text());
      } else if (!gap) {
        result.add("...");
      }
      gap = !shown[i];
    }
    return result;
  }

  private static char mark(Kind kind) {
    return switch (kind) {
      case KEPT -> ' ';
      case REMOVED -> '-';
      case ADDED -> '+';
    };
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + " (no line end)");
    }
    return lines;
  }

  private static List<Line> compare(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>(before.size() + after.size());
    add(lines, Kind.KEPT, before.subList(0, head));
    lines.addAll(
        middle(
            before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
    add(lines, Kind.KEPT, before.subList(before.size() - tail, before.size()));
    return lines;
  }

  private static void add(List<Line> lines, Kind kind, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(kind, text)));
  }

  /// The greedy search of the paper: `ends.get(d)[k]` is how far diagonal k reaches with d edits.
  private static List<Line> middle(List<String> before, List<String> after) {
    int most = Math.min(MOST_EDITS, before.size() + after.size());
    int offset = most + 1;
    int[] reach = new int[2 * offset + 1];
    List<int[]> ends = new ArrayList<>();
    for (int edits = 0; edits <= most; edits++) {
      ends.add(reach.clone());
      for (int k = -edits; k <= edits; k += 2) {
        boolean down = k == -edits || (k != edits && reach[offset + k - 1] < reach[offset + k + 1]);
        int x = down ? reach[offset + k + 1] : reach[offset + k - 1] + 1;
        int y = x - k;
        while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
          x++;
          y++;
        }
        reach[offset + k] = x;
        if (x >= before.size() && y >= after.size()) {
          return backtrack(before, after, ends, offset);
        }
      }
    }
    List<Line> all = new ArrayList<>();
    add(all, Kind.REMOVED, before);
    add(all, Kind.ADDED, after);
    return all;
  }

  private static List<Line> backtrack(
      List<String> before, List<String> after, List<int[]> ends, int offset) {
    List<Line> reversed = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int edits = ends.size() - 1; edits >= 0; edits--) {
      int[] reach = ends.get(edits);
      int k = x - y;
      boolean down = k == -edits || (k != edits && reach[offset + k - 1] < reach[offset + k + 1]);
      int previousX = edits == 0 ? 0 : reach[offset + (down ? k + 1 : k - 1)];
      int previousY = edits == 0 ? 0 : previousX - (down ? k + 1 : k - 1);
      while (x > previousX && y > previousY && x > 0 && y > 0) {
        reversed.add(new Line(Kind.KEPT, before.get(--x)));
        y--;
      }
      if (edits > 0) {
        reversed.add(
            down ? new Line(Kind.ADDED, after.get(--y)) : new Line(Kind.REMOVED, before.get(--x)));
      }
    }
    Collections.reverse(reversed);
    return reversed;
  }
}
