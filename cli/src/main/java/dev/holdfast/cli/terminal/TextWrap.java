package dev.holdfast.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines of a width.
public final class TextWrap {
  private TextWrap() {}

  /// The lines of one paragraph; a word that is longer than a line stands alone on one. A width of
  /// zero or less breaks nothing. Never empty.
  public static List<String> lines(String paragraph, int width) {
    if (width <= 0) {
      return List.of(paragraph);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && TextWidth.of(line.toString()) + 1 + TextWidth.of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// Wraps every line of a longer text. Lines that start with a blank are examples or lists and
  /// stay as they are.
  public static String text(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith(" ") || line.startsWith("\t")) {
        lines.add(line);
      } else {
        lines.addAll(lines(line, width));
      }
    }
    return String.join("\n", lines);
  }
}
