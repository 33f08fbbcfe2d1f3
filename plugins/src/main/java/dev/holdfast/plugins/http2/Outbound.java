package dev.holdfast.plugins.http2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Frames on their way out. Whoever has one puts it in line; one thread writes, several frames at a
/// time where they wait. So an interrupt of a thread that asks something never closes the
/// connection for the others, and the thread that reads never waits for a full socket.
///
/// What is in line is bounded by the windows of the other side.
final class Outbound {
  private static final int BATCH = 1 << 16;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> line = new ArrayDeque<>();
  private boolean closed;

  Outbound(OutputStream out) {
    this.out = out;
  }

  /// Puts frames in line, one behind the other. Without effect on a closed connection.
  void add(byte[]... frames) {
    lock.lock();
    try {
      for (byte[] frame : frames) {
        line.addLast(frame);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Writes until closed.
  ///
  /// @param failed told when the other side takes nothing any more
  void run(Consumer<IOException> failed) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH);
    try {
      while (take(batch)) {
        batch.writeTo(out);
        out.flush();
        batch.reset();
      }
    } catch (IOException broken) {
      failed.accept(broken);
    }
  }

  /// Waits for frames and moves them; false when closed.
  private boolean take(ByteArrayOutputStream batch) {
    lock.lock();
    try {
      while (line.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      while (!line.isEmpty() && batch.size() < BATCH) {
        batch.writeBytes(line.removeFirst());
      }
      return batch.size() > 0;
    } finally {
      lock.unlock();
    }
  }
}
