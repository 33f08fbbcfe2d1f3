package dev.holdfast.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/// Removes the indentation that all lines of a `<<-` heredoc have in common.
final class Indentation {
  private Indentation() {}

  /// The pieces without the smallest number of white space characters that any line begins with. A
  /// line that is all white space does not count and is left as it is; a line that begins with a
  /// sequence, or whose spaces a strip marker has taken, has none. Linear.
  static List<TemplatePart> strip(List<TemplatePart> parts) {
    int smallest = Integer.MAX_VALUE;
    boolean lineStart = true;
    for (TemplatePart part : parts) {
      if (lineStart && !isBlankLine(part)) {
        smallest =
            Math.min(
                smallest, part instanceof TemplatePart.Text text ? Spaces.leading(text.text()) : 0);
      }
      lineStart = endsLine(part);
    }
    List<TemplatePart> result = new ArrayList<>(parts.size());
    lineStart = true;
    for (TemplatePart part : parts) {
      boolean indented = lineStart && !isBlankLine(part);
      lineStart = endsLine(part);
      if (indented && part instanceof TemplatePart.Text(String text, var range)) {
        String rest = text.substring(smallest);
        if (!rest.isEmpty()) {
          result.add(new TemplatePart.Text(rest, range));
        }
      } else {
        result.add(part);
      }
    }
    return result;
  }

  private static boolean isBlankLine(TemplatePart part) {
    return part instanceof TemplatePart.Text(String text, var range)
        && text.endsWith("\n")
        && Spaces.leading(text) == text.length();
  }

  private static boolean endsLine(TemplatePart part) {
    return part instanceof TemplatePart.Text(String text, var range) && text.endsWith("\n");
  }
}
