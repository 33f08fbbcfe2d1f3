package dev.holdfast.hcl.format;

import java.util.List;
import java.util.function.Function;

/// Puts the `=` of lines that follow each other below each other, and so the comments.
final class Alignment {
  private Alignment() {}

  static void apply(List<Line> lines) {
    align(lines, Line::assignment, line -> Piece.columns(line.lead()));
    align(
        lines,
        Line::comment,
        line -> Piece.columns(line.lead()) + Piece.columns(line.assignment()));
  }

  /// Aligns one cell in every run of lines that have it.
  ///
  /// @param width how many columns are before the cell
  private static void align(
      List<Line> lines, Function<Line, List<Piece>> cell, Function<Line, Integer> width) {
    int start = 0;
    while (start < lines.size()) {
      int end = start;
      int widest = 0;
      while (end < lines.size() && !cell.apply(lines.get(end)).isEmpty()) {
        widest = Math.max(widest, width.apply(lines.get(end)));
        end++;
      }
      for (Line line : lines.subList(start, end)) {
        cell.apply(line).getFirst().spaces = widest - width.apply(line) + 1;
      }
      start = end + 1;
    }
  }
}
