package dev.holdfast.hosts.connection;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads answers of the resident shell: lines, and bytes up to a boundary.
final class AnswerReader {
  private static final int LONGEST_LINE = 65_536;

  private final InputStream source;
  private final byte[] buffer = new byte[65_536];
  private int position;
  private int end;

  AnswerReader(InputStream source) {
    this.source = source;
  }

  /// The bytes before a boundary.
  ///
  /// @param truncated whether there were more than the limit and the rest was thrown away
  @SuppressWarnings("ArrayRecordComponent") // made and taken apart at once, never compared
  record Part(byte[] bytes, boolean truncated) {}

  /// The next line without its end.
  ///
  /// @throws EOFException if the pipe ends first, or the line is longer than any of ours
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = next(); next != '\n'; next = next()) {
      if (line.size() == LONGEST_LINE) {
        throw new EOFException("a line of the answer is too long");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /// Everything up to the boundary, which is read and left out. Linear in what is read, times the
  /// length of the boundary at worst.
  ///
  /// @param limit how many bytes are kept
  /// @throws EOFException if the pipe ends first
  Part until(byte[] boundary, int limit) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long count = 0;
    while (true) {
      int found = find(boundary);
      int take = (found >= 0 ? found : Math.max(position, end - boundary.length + 1)) - position;
      kept.write(buffer, position, (int) Math.min(take, Math.max(0, limit - count)));
      count += take;
      position += take;
      if (found >= 0) {
        position += boundary.length;
        return new Part(kept.toByteArray(), count > limit);
      }
      fill();
    }
  }

  private int find(byte[] boundary) {
    for (int at = position; at <= end - boundary.length; at++) {
      int same = 0;
      while (same < boundary.length && buffer[at + same] == boundary[same]) {
        same++;
      }
      if (same == boundary.length) {
        return at;
      }
    }
    return -1;
  }

  private int next() throws IOException {
    if (position == end) {
      fill();
    }
    return buffer[position++] & 0xFF;
  }

  /// Reads more behind what is unread, which is shorter than a boundary.
  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, end - position);
    end -= position;
    position = 0;
    int count = source.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the shell ended");
    }
    end += count;
  }
}
