package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Indents each line by two spaces for each line before it that left brackets open.
///
/// Brackets that a line opens together are one level, as in `foo([{`; the level ends with the line
/// that closes the last of them. Only the balance of a whole line counts, so that `}, {` stays
/// where it is.
final class Indentation {
  private static final int SPACES = 2;

  /// For each level, how many of its brackets are still open.
  private final Deque<Integer> levels = new ArrayDeque<>();

  private Indentation() {}

  static void apply(List<Line> lines) {
    Indentation indentation = new Indentation();
    lines.forEach(indentation::indent);
  }

  private void indent(Line line) {
    Piece first = line.lead().getFirst();
    if (first.type == TokenType.NEWLINE) {
      first.spaces = 0;
      return;
    }
    int nesting = nesting(line);
    if (nesting < 0) {
      close(-nesting);
    }
    if (first.type != TokenType.END_OF_FILE) {
      first.spaces = SPACES * levels.size();
    }
    if (nesting > 0) {
      levels.push(nesting);
    }
  }

  private void close(int brackets) {
    int left = brackets;
    while (left > 0 && !levels.isEmpty()) {
      int open = levels.pop();
      if (left < open) {
        levels.push(open - left);
      }
      left -= open;
    }
  }

  private static int nesting(Line line) {
    int nesting = 0;
    for (Piece piece : line.lead()) {
      nesting += piece.nesting();
      if (piece.type == TokenType.OPEN_HEREDOC) {
        break;
      }
    }
    return nesting + line.assignment().stream().mapToInt(Piece::nesting).sum();
  }
}
