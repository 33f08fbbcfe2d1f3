package dev.holdfast.plugins.http2;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How much the other side lets us send: for the connection, for each stream, and how many streams
/// at a time (RFC 9113, sections 5.1.2 and 5.2).
final class SendWindows {
  private static final int INITIAL = 65_535;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Long> streams = new HashMap<>();
  private long connection = INITIAL;
  private long initial = INITIAL;
  private long mostStreams = Integer.MAX_VALUE;
  private long open;
  private @Nullable Http2Exception closed;

  /// Waits until one more stream may be opened, and counts it.
  void awaitStream() throws Http2Exception, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (closed == null && open >= mostStreams) {
        changed.await();
      }
      requireOpen();
      open++;
    } finally {
      lock.unlock();
    }
  }

  void begin(int stream) {
    lock.lock();
    try {
      streams.put(stream, initial);
    } finally {
      lock.unlock();
    }
  }

  /// A stream that was waited for has come to its end, or was never begun.
  void end(int stream) {
    lock.lock();
    try {
      streams.remove(stream);
      open--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How much of what is wanted may be sent now, which is taken.
  int take(int stream, int wanted) {
    lock.lock();
    try {
      long window = streams.getOrDefault(stream, 0L);
      int taken = (int) Math.max(0, Math.min(wanted, Math.min(connection, window)));
      connection -= taken;
      streams.computeIfPresent(stream, (number, left) -> left - taken);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// The same, but waits until it is more than nothing; 0 once the stream has ended.
  int await(int stream, int wanted) throws Http2Exception, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (closed == null && streams.containsKey(stream)) {
        int taken = take(stream, wanted);
        if (taken > 0) {
          return taken;
        }
        changed.await();
      }
      requireOpen();
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /// @param stream 0 for the connection
  void grow(int stream, int by) throws Http2Exception {
    lock.lock();
    try {
      if (stream == 0) {
        connection = sum(connection, by);
      } else if (streams.containsKey(stream)) {
        streams.put(stream, sum(streams.getOrDefault(stream, 0L), by));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What a new stream may send, which changes the open ones as well.
  void changeInitial(int size) throws Http2Exception {
    if (size < 0) {
      throw new Http2Exception("a window is larger than allowed");
    }
    lock.lock();
    try {
      long difference = size - initial;
      initial = size;
      streams.replaceAll((stream, window) -> window + difference);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// @param most as an unsigned number
  void limitStreams(int most) {
    lock.lock();
    try {
      mostStreams = Integer.toUnsignedLong(most);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close(Http2Exception cause) {
    lock.lock();
    try {
      closed = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws Http2Exception {
    Http2Exception cause = closed;
    if (cause != null) {
      throw new Http2Exception(String.valueOf(cause.getMessage()), cause);
    }
  }

  private static long sum(long window, int by) throws Http2Exception {
    if (by <= 0 || window + by > Integer.MAX_VALUE) {
      throw new Http2Exception("a window grows by %d to more than allowed".formatted(by));
    }
    return window + by;
  }
}
