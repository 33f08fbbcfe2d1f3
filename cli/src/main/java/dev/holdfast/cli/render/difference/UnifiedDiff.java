package dev.holdfast.cli.render.difference;

import dev.holdfast.engine.difference.Alignment;
import java.util.ArrayList;
import java.util.List;

/// Two texts in the form of `diff -u`, which `patch` understands.
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_LINE_BREAK = "\\ No newline at end of file\n";

  private UnifiedDiff() {}

  /// The difference; empty when the texts are equal.
  public static String of(String name, String before, String after) {
    List<String> left = lines(before);
    List<String> right = lines(after);
    List<Alignment.Pair> pairs = Alignment.of(left, right);
    StringBuilder text = new StringBuilder();
    int index = 0;
    while (index < pairs.size()) {
      if (pairs.get(index).isSame()) {
        index++;
        continue;
      }
      int start = Math.max(0, index - CONTEXT);
      int end = endOfHunk(pairs, index);
      if (text.isEmpty()) {
        text.append("--- old/").append(name).append("\n+++ new/").append(name).append('\n');
      }
      appendHunk(pairs.subList(start, end), left, right, text);
      index = end;
    }
    return text.toString();
  }

  /// Changes whose surroundings would touch are shown as one.
  private static int endOfHunk(List<Alignment.Pair> pairs, int change) {
    int last = change;
    for (int index = change; index < pairs.size() && index <= last + 2 * CONTEXT; index++) {
      if (!pairs.get(index).isSame()) {
        last = index;
      }
    }
    return Math.min(pairs.size(), last + 1 + CONTEXT);
  }

  private static void appendHunk(
      List<Alignment.Pair> pairs, List<String> left, List<String> right, StringBuilder text) {
    int leftStart =
        pairs.stream()
            .mapToInt(Alignment.Pair::before)
            .filter(at -> at >= 0)
            .findFirst()
            .orElse(-1);
    int rightStart =
        pairs.stream().mapToInt(Alignment.Pair::after).filter(at -> at >= 0).findFirst().orElse(-1);
    long leftCount = pairs.stream().filter(pair -> !pair.isAdded()).count();
    long rightCount = pairs.stream().filter(pair -> !pair.isDeleted()).count();
    text.append(
        "@@ -%d,%d +%d,%d @@\n".formatted(leftStart + 1, leftCount, rightStart + 1, rightCount));
    for (Alignment.Pair pair : pairs) {
      char symbol = pair.isSame() ? ' ' : pair.isDeleted() ? '-' : '+';
      String line = pair.isAdded() ? right.get(pair.after()) : left.get(pair.before());
      text.append(symbol).append(line);
      if (!line.endsWith("\n")) {
        text.append('\n').append(NO_LINE_BREAK);
      }
    }
  }

  /// The lines with their line breaks.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
