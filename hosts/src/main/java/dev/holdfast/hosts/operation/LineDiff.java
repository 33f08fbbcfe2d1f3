package dev.holdfast.hosts.operation;

import dev.holdfast.engine.difference.Alignment;
import java.util.ArrayList;
import java.util.List;

/// The difference of two texts by lines: the fewest removed and added lines, or, where the texts
/// have little in common, all of the one and all of the other.
///
/// @param lines every line of both texts in order
public record LineDiff(List<Line> lines) {
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
  /// shown with the usual remark. Cost as for [Alignment].
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
    return Alignment.of(before, after).stream()
        .map(pair ->
            pair.isAdded()
                ? new Line(Kind.ADDED, after.get(pair.after()))
                : new Line(pair.isDeleted() ? Kind.REMOVED : Kind.KEPT, before.get(pair.before())))
        .toList();
  }
}
