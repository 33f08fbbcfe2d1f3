package dev.holdfast.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The lines at the bottom of a terminal that show what goes on now, under the lines that stay.
///
/// All lines that stay must be printed through [#print], which puts them above the area. In a pipe
/// there is no area, only lines that stay. Safe for use by many threads. Close it to remove the
/// area and to stop its thread.
///
/// ```
/// try (LiveArea area = LiveArea.open(terminal, () -> running.lines())) {
///   area.print("web: Creating...");
/// }
/// ```
public final class LiveArea implements AutoCloseable {
  /// At most ten pictures a second: more only flickers.
  private static final long PERIOD_MILLISECONDS = 100;

  private static final String ERASE_LINE_AND_BELOW = "\r\u001b[J";

  private final ReentrantLock lock = new ReentrantLock();
  private final Terminal terminal;
  private final Supplier<List<String>> lines;
  private List<String> shown = List.of();
  private boolean closed;

  private LiveArea(Terminal terminal, Supplier<List<String>> lines) {
    this.terminal = terminal;
    this.lines = lines;
  }

  /// Opens an area and redraws it until it is closed.
  ///
  /// @param lines what is running now, as plain text without control sequences; asked often, on the
  ///   area's thread
  public static LiveArea open(Terminal terminal, Supplier<List<String>> lines) {
    LiveArea area = new LiveArea(terminal, lines);
    if (terminal.interactive()) {
      Thread.ofVirtual().name("live-area").start(area::redrawUntilClosed);
    }
    return area;
  }

  /// Prints lines that stay.
  public void print(String text) {
    lock.lock();
    try {
      erase();
      terminal.out().println(text);
      draw();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      erase();
      terminal.out().flush();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /// Shows the present lines if they differ from those on the screen; false once closed.
  boolean redraw() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      List<String> now = lines.get();
      if (!now.equals(shown)) {
        erase();
        shown = now;
        draw();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void redrawUntilClosed() {
    try {
      while (redraw()) {
        Thread.sleep(PERIOD_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw() {
    if (!terminal.interactive() || closed) {
      return;
    }
    PrintStream out = terminal.out();
    for (String line : shown) {
      out.println(TextWidth.cut(line, terminal.width() - 1));
    }
    out.flush();
  }

  private void erase() {
    if (!shown.isEmpty() && !closed && terminal.interactive()) {
      terminal.out().print("\u001b[" + shown.size() + "A");
      terminal.out().print(ERASE_LINE_AND_BELOW);
    }
  }
}
