package dev.holdfast.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns, each as wide as its widest cell.
///
/// @param header the names of the columns
/// @param rows each with as many cells as the header
public record Table(List<String> header, List<List<String>> rows) {
  private static final String GAP = "  ";

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("a row has not as many cells as the header: " + row);
      }
    }
  }

  /// The lines of the table, the header in bold, without blanks at their ends.
  public List<String> lines(Palette palette) {
    int[] widths = new int[header.size()];
    measure(header, widths);
    rows.forEach(row -> measure(row, widths));
    List<String> lines = new ArrayList<>();
    lines.add(palette.bold(line(header, widths)));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static void measure(List<String> cells, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], TextWidth.of(cells.get(column)));
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : GAP).append(TextWidth.pad(cells.get(column), widths[column]));
    }
    return line.toString().stripTrailing();
  }
}
