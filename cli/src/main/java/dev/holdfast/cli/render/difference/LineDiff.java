package dev.holdfast.cli.render.difference;

import dev.holdfast.engine.difference.Alignment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines of a text change, with a few unchanged lines around them.
public final class LineDiff {
  /// Unchanged lines that are shown before and after a change.
  private static final int CONTEXT = 3;

  /// One line to show.
  ///
  /// @param isNote whether it is said about the text, not in it
  public record Line(Change change, String text, boolean isNote) {}

  private LineDiff() {}

  /// The lines in order. A line break at the end of a text is not shown, unless it is all that
  /// changes. If only one text is given, all its lines. Time as for [Alignment].
  public static List<Line> of(@Nullable String before, @Nullable String after) {
    List<String> left = lines(before);
    List<String> right = lines(after);
    if (before == null || after == null) {
      Change change = before == null ? Change.CREATE : Change.DELETE;
      List<String> only = before == null ? right : left;
      return only.stream().map(text -> new Line(change, text, false)).toList();
    }
    List<Line> all = new ArrayList<>();
    for (Alignment.Pair pair : Alignment.of(left, right)) {
      if (pair.isSame()) {
        all.add(new Line(Change.NONE, left.get(pair.before()), false));
      } else if (pair.isDeleted()) {
        all.add(new Line(Change.DELETE, left.get(pair.before()), false));
      } else {
        all.add(new Line(Change.CREATE, right.get(pair.after()), false));
      }
    }
    boolean changes = all.stream().anyMatch(line -> line.change() != Change.NONE);
    if (!changes && !before.equals(after)) {
      List<Line> shown = withoutMiddle(all);
      boolean added = after.length() > before.length();
      shown.add(
          new Line(added ? Change.CREATE : Change.DELETE, "# (the line break at the end)", true));
      return shown;
    }
    return changes ? aroundChanges(all) : all;
  }

  private static List<String> lines(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    String shown = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return List.of(shown.split("\n", -1));
  }

  private static List<Line> withoutMiddle(List<Line> all) {
    int hidden = Math.max(0, all.size() - CONTEXT);
    List<Line> shown = new ArrayList<>();
    appendHidden(shown, all.subList(0, hidden));
    shown.addAll(all.subList(hidden, all.size()));
    return shown;
  }

  private static List<Line> aroundChanges(List<Line> all) {
    List<Line> shown = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      int to = from;
      while (to < all.size() && all.get(to).change() == Change.NONE) {
        to++;
      }
      int head = from == 0 ? 0 : Math.min(CONTEXT, to - from);
      int tail = to == all.size() ? 0 : Math.min(CONTEXT, to - from - head);
      shown.addAll(all.subList(from, from + head));
      appendHidden(shown, all.subList(from + head, to - tail));
      shown.addAll(all.subList(to - tail, to));
      while (to < all.size() && all.get(to).change() != Change.NONE) {
        shown.add(all.get(to++));
      }
      from = to;
    }
    return shown;
  }

  /// One hidden line is better shown than counted.
  private static void appendHidden(List<Line> shown, List<Line> hidden) {
    if (hidden.size() == 1) {
      shown.addAll(hidden);
    } else if (!hidden.isEmpty()) {
      shown.add(new Line(Change.NONE, "# (" + hidden.size() + " unchanged lines hidden)", true));
    }
  }
}
