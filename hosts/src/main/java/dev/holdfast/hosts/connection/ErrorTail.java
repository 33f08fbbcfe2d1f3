package dev.holdfast.hosts.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads a stream of error messages to its end, so that the writer never waits, and keeps the last
/// of it.
final class ErrorTail {
  private static final int KEPT = 4096;

  private final byte[] ring = new byte[KEPT];
  private long count;
  private final Thread reader;

  ErrorTail(String host, InputStream source) {
    reader =
        Thread.ofPlatform().daemon().name("errors of " + host).unstarted(() -> readToEnd(source));
    reader.start();
  }

  private void readToEnd(InputStream source) {
    byte[] buffer = new byte[KEPT];
    try {
      for (int size = source.read(buffer); size >= 0; size = source.read(buffer)) {
        keep(buffer, size);
      }
    } catch (IOException e) {
      // The pipe was closed under us: that is how it ends when we end it.
      System.getLogger(ErrorTail.class.getName()).log(System.Logger.Level.TRACE, "closed", e);
    }
  }

  private synchronized void keep(byte[] buffer, int size) {
    for (int i = 0; i < size; i++) {
      ring[(int) (count++ % KEPT)] = buffer[i];
    }
  }

  /// What the stream said last, once it has ended or the wait is over; without control characters.
  String text(Duration longestWait) throws InterruptedException {
    reader.join(longestWait);
    return printable(tail());
  }

  private synchronized String tail() {
    int size = (int) Math.min(count, KEPT);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = ring[(int) ((count - size + i) % KEPT)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Text of a host with its control characters, save line ends and tabs, made visible as `?`: it
  /// may be shown on a terminal.
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }
}
