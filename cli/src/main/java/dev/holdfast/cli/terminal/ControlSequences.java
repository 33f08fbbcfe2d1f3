package dev.holdfast.cli.terminal;

/// Takes from text what could move the cursor, change colours, set a window's title or make letters
/// appear in another order than they are in. Whatever did not come from this program itself (file
/// contents, output of hosts, names, provider messages) passes through here before it is printed.
public final class ControlSequences {
  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';

  private ControlSequences() {}

  /// The text without control sequences (ECMA-48), other control characters but line break and tab,
  /// and the Unicode characters that override direction. Text without any of them is returned as it
  /// is. Linear in its length.
  public static String strip(String text) {
    int clean = 0;
    while (clean < text.length() && isHarmless(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder stripped = new StringBuilder(text.length()).append(text, 0, clean);
    int index = clean;
    while (index < text.length()) {
      char c = text.charAt(index);
      if (c == ESCAPE) {
        index = afterEscape(text, index + 1);
      } else if (c == '\u009b') {
        index = afterControlSequence(text, index + 1);
      } else if (c == '\u009d' || c == '\u0090') {
        index = afterString(text, index + 1);
      } else {
        if (isHarmless(c)) {
          stripped.append(c);
        }
        index++;
      }
    }
    return stripped.toString();
  }

  private static boolean isHarmless(char c) {
    if (c < 0x20) {
      return c == '\n' || c == '\t';
    }
    boolean control = c >= 0x7f && c < 0xa0;
    boolean override = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return !control && !override;
  }

  private static int afterEscape(String text, int index) {
    if (index >= text.length()) {
      return index;
    }
    return switch (text.charAt(index)) {
      case '[' -> afterControlSequence(text, index + 1);
      // Operating system command, device control string, start of string, privacy message,
      // application program command.
      case ']', 'P', 'X', '^', '_' -> afterString(text, index + 1);
      default -> afterIntermediates(text, index);
    };
  }

  /// CSI parameters (0x30–0x3f) intermediates (0x20–0x2f) final (0x40–0x7e).
  private static int afterControlSequence(String text, int index) {
    while (index < text.length() && text.charAt(index) >= 0x20 && text.charAt(index) < 0x40) {
      index++;
    }
    boolean complete =
        index < text.length() && text.charAt(index) >= 0x40 && text.charAt(index) < 0x7f;
    return complete ? index + 1 : index;
  }

  /// A string ends with BEL or ST (ESC \ or 0x9c). One that never ends is no reason to lose the
  /// rest of the text: it ends with its line.
  private static int afterString(String text, int index) {
    for (; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == BELL || c == '\u009c') {
        return index + 1;
      }
      if (c == ESCAPE && index + 1 < text.length() && text.charAt(index + 1) == '\\') {
        return index + 2;
      }
      if (c == '\n') {
        return index;
      }
    }
    return index;
  }

  /// ESC intermediates (0x20–0x2f) final (0x30–0x7e).
  private static int afterIntermediates(String text, int index) {
    while (index < text.length() && text.charAt(index) >= 0x20 && text.charAt(index) < 0x30) {
      index++;
    }
    boolean complete =
        index < text.length() && text.charAt(index) >= 0x30 && text.charAt(index) < 0x7f;
    return complete ? index + 1 : index;
  }
}
