package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.TokenType;
import java.util.ArrayList;
import java.util.List;

/// A line in its three cells. A heredoc is part of the line that it begins on.
///
/// @param lead what is before the `=`, or everything that the other cells do not have
/// @param assignment from the `=` on, when the expression after it closes all brackets that it
///   opens
/// @param comment the comment at the end of a line that has something else too
record Line(List<Piece> lead, List<Piece> assignment, List<Piece> comment) {

  /// The lines of a file. Linear.
  static List<Line> split(List<Piece> pieces) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).type == TokenType.NEWLINE || i == pieces.size() - 1) {
        lines.add(of(pieces.subList(start, i + 1)));
        start = i + 1;
      }
    }
    return lines;
  }

  private static Line of(List<Piece> pieces) {
    int end = pieces.size();
    // The last piece is a line break or the end of the file.
    int commentStart = end - 2;
    boolean hasComment = commentStart > 0 && pieces.get(commentStart).isLineComment();
    int codeEnd = hasComment ? commentStart : end;
    int assignmentStart = assignmentStart(pieces.subList(0, codeEnd));
    return new Line(
        pieces.subList(0, assignmentStart),
        pieces.subList(assignmentStart, codeEnd),
        pieces.subList(codeEnd, end));
  }

  private static int assignmentStart(List<Piece> code) {
    for (int i = 1; i < code.size(); i++) {
      if (code.get(i).type == TokenType.EQUAL) {
        int nesting = code.subList(i, code.size()).stream().mapToInt(Piece::nesting).sum();
        return nesting == 0 ? i : code.size();
      }
    }
    return code.size();
  }
}
