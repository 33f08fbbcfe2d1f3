package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.syntax.Token;
import java.util.ArrayList;
import java.util.List;

/// The pieces of a file and where they stood in it.
final class PieceList {
  private final List<Piece> pieces;
  private final int[] starts;

  private PieceList(List<Piece> pieces, int[] starts) {
    this.pieces = pieces;
    this.starts = starts;
  }

  static PieceList of(SourceFile source, List<Token> tokens) {
    List<Piece> pieces = new ArrayList<>(tokens.size());
    int[] starts = new int[tokens.size()];
    int previousEnd = tokens.isEmpty() ? 0 : tokens.getFirst().start();
    for (int i = 0; i < starts.length; i++) {
      Token token = tokens.get(i);
      String text = source.text(token.start(), token.end());
      pieces.add(new Piece(token.type(), text, token.start() - previousEnd));
      starts[i] = token.start();
      previousEnd = token.end();
    }
    return new PieceList(pieces, starts);
  }

  int size() {
    return pieces.size();
  }

  List<Piece> between(int start, int end) {
    return pieces.subList(start, end);
  }

  /// The index of the first piece that begins at the byte offset or after it. Logarithmic.
  int indexAt(int offset) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
