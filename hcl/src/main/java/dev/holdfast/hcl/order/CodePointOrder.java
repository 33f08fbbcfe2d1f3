package dev.holdfast.hcl.order;

import java.util.Comparator;

/// Compares text by Unicode code point, as the language does.
///
/// Java's own order compares UTF-16 units and puts U+10000 and above before U+E000. This one
/// differs from it only there, so it costs the same for ordinary text.
public enum CodePointOrder implements Comparator<String> {
  CODE_POINT_ORDER;

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int index = 0; index < common; index++) {
      char a = left.charAt(index);
      char b = right.charAt(index);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// A surrogate stands for a code point above every other UTF-16 unit.
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
