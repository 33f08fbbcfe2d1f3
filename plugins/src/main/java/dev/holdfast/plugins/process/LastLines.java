package dev.holdfast.plugins.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/// The last few lines that a program wrote, to be shown when it dies.
final class LastLines {
  private static final int KEPT = 20;
  private static final int LONGEST = 400;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
  }

  synchronized boolean isEmpty() {
    return lines.isEmpty();
  }

  /// The lines, each indented.
  synchronized String text() {
    return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
