package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A source text with its name, which can say where a byte of it is and show its lines. Safe for
/// use by many threads.
public final class SourceFile {
  private final String name;
  private final byte[] bytes;

  /// The offset of the first byte of each line.
  private final int[] lineStarts;

  /// Which lines are not plain ASCII, so that bytes are not columns.
  private final BitSet wideLines;

  /// Columns of the wide lines, made when first asked for.
  private final Map<Integer, WideLine> columns = new ConcurrentHashMap<>();

  private SourceFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.lineStarts = findLineStarts(bytes);
    this.wideLines = findWideLines(bytes);
  }

  /// A file of these bytes.
  ///
  /// @param name as the user would write it
  public static SourceFile of(String name, byte[] bytes) {
    return new SourceFile(name, bytes.clone());
  }

  /// A file of this text.
  public static SourceFile of(String name, String text) {
    return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public String name() {
    return name;
  }

  /// The size in bytes.
  public int size() {
    return bytes.length;
  }

  /// How many lines there are; a line break at the end starts one more, empty line.
  public int lineCount() {
    return lineStarts.length;
  }

  /// The bytes themselves, not to be changed: copying 10 MB for each use would be waste.
  byte[] bytes() {
    return bytes;
  }

  /// The text of a line without its line break.
  ///
  /// @param line from 1 through [#lineCount()]
  public String line(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : bytes.length;
    if (end > start && bytes[end - 1] == '\r') {
      end--;
    }
    return text(start, end);
  }

  /// The text of a range of this file.
  public String text(SourceRange range) {
    return text(range.start().offset(), range.end().offset());
  }

  /// The text between two byte offsets.
  public String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /// The range between two byte offsets.
  public SourceRange range(int start, int end) {
    SourcePosition first = position(start);
    return new SourceRange(name, first, end == start ? first : position(end));
  }

  /// The line and column of a byte. Logarithmic in the number of lines.
  ///
  /// @param offset from 0 through the size of the file
  public SourcePosition position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    int column =
        wideLines.get(line) ? wideLine(line).column(offset) : offset - lineStarts[line] + 1;
    return new SourcePosition(line + 1, column, offset);
  }

  private WideLine wideLine(int line) {
    return columns.computeIfAbsent(
        line,
        index -> {
          int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : bytes.length;
          return WideLine.of(bytes, lineStarts[index], end);
        });
  }

  private static int[] findLineStarts(byte[] bytes) {
    int count = 1;
    for (byte each : bytes) {
      if (each == '\n') {
        count++;
      }
    }
    int[] starts = new int[count];
    int line = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }

  private static BitSet findWideLines(byte[] bytes) {
    BitSet wide = new BitSet();
    int line = 0;
    for (byte each : bytes) {
      if (each < 0) {
        wide.set(line);
      } else if (each == '\n') {
        line++;
      }
    }
    return wide;
  }
}
