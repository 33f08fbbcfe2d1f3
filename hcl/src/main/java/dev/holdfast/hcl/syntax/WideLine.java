package dev.holdfast.hcl.syntax;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/// The grapheme clusters of one line that is not plain ASCII, to count columns.
final class WideLine {
  /// The byte offset in the file at which each cluster begins, ascending.
  private final int[] clusterStarts;

  private WideLine(int[] clusterStarts) {
    this.clusterStarts = clusterStarts;
  }

  /// Linear in the length of the line.
  static WideLine of(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int[] starts = new int[text.length()];
    int count = 0;
    int offset = start;
    int from = clusters.first();
    for (int to = clusters.next(); to != BreakIterator.DONE; from = to, to = clusters.next()) {
      starts[count++] = offset;
      offset += byteLength(text, from, to);
    }
    return new WideLine(Arrays.copyOf(starts, count));
  }

  /// The column, from 1, of the cluster that begins at the byte, or of the next one if the byte is
  /// within a cluster.
  int column(int offset) {
    int found = Arrays.binarySearch(clusterStarts, offset);
    return (found >= 0 ? found : -found - 1) + 1;
  }

  private static int byteLength(String text, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      length += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
    return length;
  }
}
