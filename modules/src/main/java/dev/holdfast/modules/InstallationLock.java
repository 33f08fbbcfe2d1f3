package dev.holdfast.modules;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one installation at a time work in a directory: among the threads of this process, and
/// among processes by the system's lock on a file, which a dead process does not keep.
final class InstallationLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private InstallationLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /// Waits for its turn. To be closed by the thread that opened it.
  ///
  /// @param directory exists
  /// @param onWait called once if there is a wait
  static InstallationLock open(Path directory, Runnable onWait)
      throws IOException, InterruptedException {
    Path file = directory.toRealPath().resolve(".lock");
    ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file, each -> new ReentrantLock());
    boolean told = false;
    if (!threads.tryLock()) {
      onWait.run();
      told = true;
      threads.lockInterruptibly();
    }
    try {
      return new InstallationLock(threads, locked(file, told ? () -> {} : onWait));
    } catch (IOException | RuntimeException fault) {
      threads.unlock();
      throw fault;
    }
  }

  private static FileChannel locked(Path file, Runnable onWait) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        onWait.run();
        var _ = channel.lock();
      }
      return channel;
    } catch (IOException fault) {
      channel.close();
      throw fault;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      threads.unlock();
    }
  }
}
