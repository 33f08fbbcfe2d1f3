package dev.holdfast.plugins.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads lines of any length from a program that may write without end: of a long line only the
/// beginning is kept.
final class LineReading {
  private static final int LONGEST = 1 << 16;
  private static final int CHUNK = 1 << 13;

  private LineReading() {}

  /// Reads until the end, which is told too when reading fails.
  static void read(InputStream stream, Consumer<String> lines, Runnable ended) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (stream) {
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        int from = 0;
        for (int index = 0; index < count; index++) {
          if (chunk[index] == '\n') {
            append(line, chunk, from, index);
            finish(line, lines);
            from = index + 1;
          }
        }
        append(line, chunk, from, count);
      }
    } catch (IOException gone) {
      // The program was killed: the end all the same.
    }
    if (line.size() > 0) {
      finish(line, lines);
    }
    ended.run();
  }

  private static void append(ByteArrayOutputStream line, byte[] chunk, int from, int to) {
    line.write(chunk, from, Math.min(to - from, LONGEST - line.size()));
  }

  private static void finish(ByteArrayOutputStream line, Consumer<String> lines) {
    lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
    line.reset();
  }
}
