package dev.holdfast.lab.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps two processes from changing the same thing at once, while the threads of one process share
/// it freely. The kernel lets go of it when the process ends, however it ends.
///
/// ```java
/// try (ProcessLock lock = ProcessLock.acquire(places.locks().resolve("shop"), "lab shop", wait)) {
///   …
/// }
/// ```
public final class ProcessLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Map<Path, Held> HELD = new HashMap<>();

  /// What this process holds; a file lock belongs to the process, so its threads count their uses.
  private static final class Held {
    private final FileChannel channel;
    private int uses;

    Held(FileChannel channel) {
      this.channel = channel;
    }
  }

  private final Path file;
  private boolean open = true;

  private ProcessLock(Path file) {
    this.file = file;
  }

  /// Takes the lock, waiting for another process at most `patience`.
  ///
  /// @param file the lock file, made when missing
  /// @param subject what it guards, for the message of [LabLocked]
  public static ProcessLock acquire(Path file, String subject, Duration patience)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Path absolute = file.toAbsolutePath();
    while (true) {
      ProcessLock lock = tryAcquire(absolute);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new LabLocked(subject);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new LabLocked(subject);
      }
    }
  }

  private static @Nullable ProcessLock tryAcquire(Path file) throws IOException {
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (held == null) {
        Path parent = file.getParent();
        if (parent != null) {
          Trees.createPrivate(parent);
        }
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
          channel.close();
          return null;
        }
        held = new Held(channel);
        HELD.put(file, held);
      }
      held.uses++;
      return new ProcessLock(file);
    }
  }

  /// Lets go; the last use in this process frees it for others.
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (!open || held == null) {
        return;
      }
      open = false;
      held.uses--;
      if (held.uses == 0) {
        HELD.remove(file);
        held.channel.close();
      }
    }
  }
}
