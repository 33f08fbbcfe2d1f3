package dev.holdfast.hosts.connection;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Bytes given to a request as its standard input.
public sealed interface Payload {
  Payload NONE = new Bytes(new byte[0]);

  /// How many bytes it is.
  long length();

  /// Writes exactly [#length] bytes.
  ///
  /// @throws IOException if the target fails, or a file has become shorter or unreadable
  void writeTo(OutputStream target) throws IOException;

  /// The bytes of an array, which is copied.
  static Payload of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Bytes(bytes.clone());
  }

  /// A text in UTF-8.
  static Payload of(String text) {
    return text.isEmpty() ? NONE : new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A file of this machine, read when it is sent and never held in memory as a whole.
  ///
  /// @throws IOException if the file cannot be looked at
  static Payload of(Path file) throws IOException {
    return new LocalFile(file, Files.size(file));
  }

  /// Bytes in memory.
  final class Bytes implements Payload {
    private static final int LONGEST_TEXT = 65_536;
    private final byte[] bytes;
    private final @Nullable String shortText;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
      this.shortText = shortText(bytes);
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
      target.write(bytes);
    }

    /// The text that a script may carry in place of these bytes; null if they are many, hold a NUL
    /// or are not UTF-8.
    @Nullable String shortText() {
      return shortText;
    }

    private static @Nullable String shortText(byte[] bytes) {
      if (bytes.length > LONGEST_TEXT) {
        return null;
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0 ? text : null;
    }
  }

  /// A file of this machine.
  ///
  /// @param length its size in bytes when the request was made
  record LocalFile(Path file, long length) implements Payload {
    @Override
    public void writeTo(OutputStream target) throws IOException {
      byte[] buffer = new byte[65_536];
      long left = length;
      try (InputStream source = Files.newInputStream(file)) {
        while (left > 0) {
          int count = source.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (count < 0) {
            throw new EOFException(file + " has become shorter while it was being sent");
          }
          target.write(buffer, 0, count);
          left -= count;
        }
      }
    }
  }
}
