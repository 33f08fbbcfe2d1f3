package dev.holdfast.cli.render;

import java.time.Duration;

/// Durations as people read them: `7s`, `1m3s`, `2h0m5s`.
final class ElapsedText {
  private ElapsedText() {}

  /// The duration rounded to whole seconds.
  static String of(Duration duration) {
    long seconds = duration.plusMillis(500).toSeconds();
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (hours > 0) {
      return hours + "h" + minutes % 60 + "m" + seconds % 60 + "s";
    }
    return minutes > 0 ? minutes + "m" + seconds % 60 + "s" : seconds + "s";
  }
}
