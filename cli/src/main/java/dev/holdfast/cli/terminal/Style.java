package dev.holdfast.cli.terminal;

/// How a piece of text looks, as a code of ECMA-48 "Select Graphic Rendition".
public enum Style {
  BOLD(1),
  DIM(90),
  UNDERLINE(4),
  RED(31),
  GREEN(32),
  YELLOW(33),
  CYAN(36);

  private final int code;

  Style(int code) {
    this.code = code;
  }

  String start() {
    return "\u001b[" + code + "m";
  }
}
