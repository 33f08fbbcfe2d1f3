package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.terminal.Palette;

/// How a difference is written.
///
/// @param showsIdentifying whether what people know an object by is written even if it stays
/// @param showsUnchanged whether parts that do not change are written in full, not only counted
/// @param saysNull whether what is deleted has `-> null` behind it
/// @param showsSymbols whether lines start with `+`, `~` or `-`; without, only values as they are
record TextOptions(
    boolean showsIdentifying,
    boolean showsUnchanged,
    boolean saysNull,
    boolean showsSymbols,
    Palette palette) {

  TextOptions showingUnchanged() {
    return new TextOptions(showsIdentifying, true, saysNull, showsSymbols, palette);
  }

  TextOptions sayingNull(boolean says) {
    return new TextOptions(showsIdentifying, showsUnchanged, says, showsSymbols, palette);
  }
}
