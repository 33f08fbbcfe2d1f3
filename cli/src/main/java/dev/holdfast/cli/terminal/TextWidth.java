package dev.holdfast.cli.terminal;

import java.text.BreakIterator;
import java.util.Locale;

/// How many columns text takes on a terminal.
public final class TextWidth {
  private TextWidth() {}

  /// Columns of one line of text without control sequences: East Asian wide letters and emoji take
  /// two, combining marks none.
  public static int of(String text) {
    int width = 0;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      width += of(codePoint);
      index += Character.charCount(codePoint);
    }
    return width;
  }

  /// The text, or as much of its start as fits with an ellipsis into `columns`.
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    letters.setText(text);
    int width = 0;
    int end = 0;
    for (int next = letters.next(); next != BreakIterator.DONE; next = letters.next()) {
      width += of(text.substring(end, next));
      if (width > columns - 1) {
        break;
      }
      end = next;
    }
    return text.substring(0, end) + "…";
  }

  /// The text with blanks behind it to fill `columns`.
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  private static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115f)
            || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
            || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
            || (codePoint >= 0xf900 && codePoint <= 0xfaff)
            || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
            || (codePoint >= 0xff00 && codePoint <= 0xff60)
            || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
            || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
