package dev.holdfast.cli.terminal;

/// Puts styles on text, or leaves it plain.
///
/// @param enabled whether styles are wanted at all
public record Palette(boolean enabled) {
  private static final String RESET = "\u001b[0m";

  public static final Palette PLAIN = new Palette(false);
  public static final Palette COLOURED = new Palette(true);

  /// The text in all the given styles. The text must have no line break, since an interrupted line
  /// would leave the style on.
  public String paint(String text, Style... styles) {
    if (!enabled || text.isEmpty()) {
      return text;
    }
    StringBuilder painted = new StringBuilder();
    for (Style style : styles) {
      painted.append(style.start());
    }
    return painted.append(text).append(RESET).toString();
  }

  public String bold(String text) {
    return paint(text, Style.BOLD);
  }

  public String dim(String text) {
    return paint(text, Style.DIM);
  }

  public String red(String text) {
    return paint(text, Style.RED);
  }

  public String green(String text) {
    return paint(text, Style.GREEN);
  }

  public String yellow(String text) {
    return paint(text, Style.YELLOW);
  }

  public String cyan(String text) {
    return paint(text, Style.CYAN);
  }
}
