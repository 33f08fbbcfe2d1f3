package dev.holdfast.registry.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Breaks off the body of an answer whose server has stopped to send: the JDK itself would wait for
/// ever. Close it to end the watch and the body.
final class StallGuard implements AutoCloseable {
  private final Watched watched;
  private final Thread watch;
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration patience) {
    this.watched = new Watched(body);
    this.watch = Thread.ofVirtual().name("stall-guard").start(() -> watch(patience.toMillis()));
  }

  /// The body; a read fails once the server was silent for too long.
  InputStream in() {
    return watched;
  }

  private void watch(long patience) {
    try {
      while (true) {
        long before = watched.pieces;
        Thread.sleep(patience);
        if (watched.waiting && watched.pieces == before) {
          stalled = true;
          watched.close();
          return;
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException alreadyBroken) {
      // The reader sees it.
    }
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    watched.close();
  }

  private final class Watched extends FilterInputStream {
    /// Counts the pieces that came; only the reader writes it.
    private volatile long pieces;

    private volatile boolean waiting;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public int read(byte[] buffer, int offset, int length) throws IOException {
      waiting = true;
      try {
        int read = super.read(buffer, offset, length);
        pieces++;
        return read;
      } catch (IOException broken) {
        throw stalled ? WebException.passing("the server stopped to send") : broken;
      } finally {
        waiting = false;
      }
    }
  }
}
