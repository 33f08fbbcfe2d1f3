package dev.holdfast.engine.state;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A place on another machine that is none: it keeps one text in memory, and may be full.
final class MemoryPlace implements RemotePlace {
  private byte @Nullable [] bytes;
  private int version;
  private boolean full;
  private @Nullable Callable<byte[]> watcher;
  private byte[] seen = new byte[0];

  /// The text as it is; empty where there is none.
  byte[] bytes() {
    return bytes == null ? new byte[0] : bytes;
  }

  /// From now on nothing can be written.
  void fill() {
    full = true;
  }

  /// Looks at something whenever a text is written.
  void watch(Callable<byte[]> look) {
    watcher = look;
  }

  /// What was there when a text was written last.
  byte[] seen() {
    return seen;
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public @Nullable Content read() {
    return bytes == null ? null : new Content(bytes, String.valueOf(version));
  }

  @Override
  public Lock lock(LockInfo info) {
    return new Lock() {
      @Override
      public @Nullable Content read() {
        return MemoryPlace.this.read();
      }

      @Override
      public String write(byte[] text, @Nullable String expected) throws IOException {
        if (full) {
          throw new IOException("no space left");
        }
        look();
        bytes = text;
        version++;
        return String.valueOf(version);
      }

      @Override
      public void close() {
        // Nobody else is there.
      }
    };
  }

  private void look() throws IOException {
    Callable<byte[]> watching = watcher;
    if (watching != null) {
      try {
        seen = watching.call();
      } catch (Exception fault) {
        throw new IOException(fault);
      }
    }
  }

  @Override
  public void forceUnlock(String lockId) {
    // Nobody holds a lock for longer than a test.
  }
}
