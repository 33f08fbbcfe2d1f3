package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lock of a state file: the operating system's lock on a file beside it, which says who holds
/// it. When a process dies the system releases its lock, so a file that is left behind blocks
/// nobody and tells who died.
///
/// The state file itself is locked too, since that is what the peers look at.
final class LocalLock implements AutoCloseable {
  /// Locks of this process. The system's locks do not hold between threads, and closing any handle
  /// of a file gives up the process's lock on it, so no second one may even be opened.
  private static final Map<Path, LockInfo> HELD = new HashMap<>();

  private final Path state;
  private final Path file;
  private final FileChannel channel;
  private final @Nullable LockInfo left;
  private final List<FileChannel> locked = new ArrayList<>();

  private LocalLock(Path state, Path file, FileChannel channel, @Nullable LockInfo left) {
    this.state = state;
    this.file = file;
    this.channel = channel;
    this.left = left;
  }

  /// The lock could not be had.
  static final class HeldException extends Exception {
    private final transient @Nullable LockInfo holder;

    HeldException(@Nullable LockInfo holder) {
      super("the state is locked", null, false, false);
      this.holder = holder;
    }

    @Nullable LockInfo holder() {
      return holder;
    }
  }

  static Path file(Path state) {
    return PrivateFiles.hidden(state, ".lock.info");
  }

  static LocalLock acquire(Path state, LockInfo info) throws HeldException, IOException {
    Path file = file(state);
    synchronized (HELD) {
      LockInfo holder = HELD.putIfAbsent(file, info);
      if (holder != null) {
        throw new HeldException(holder);
      }
    }
    LocalLock lock = null;
    try {
      lock = lockFile(state, file);
      lock.lockState();
      lock.write(info);
      return lock;
    } catch (HeldException | IOException fault) {
      if (lock == null) {
        forget(file);
      } else {
        lock.giveUp();
      }
      throw fault;
    }
  }

  private static void forget(Path file) {
    synchronized (HELD) {
      HELD.remove(file);
    }
  }

  /// The process before may remove the file between opening and locking: then what was locked is
  /// not the file of that name, which the identity of the file shows.
  private static LocalLock lockFile(Path state, Path file) throws HeldException, IOException {
    while (true) {
      Object before = identity(file);
      if (before == null) {
        createIfAbsent(file);
        continue;
      }
      FileChannel channel;
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } catch (NoSuchFileException removed) {
        continue;
      }
      boolean kept = false;
      try {
        if (tryLock(channel)) {
          if (before.equals(identity(file))) {
            kept = true;
            return new LocalLock(state, file, channel, LockText.decode(readAll(channel)));
          }
        } else {
          throw new HeldException(LockText.decode(readAll(channel)));
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
  }

  private static void createIfAbsent(Path file) throws IOException {
    try {
      PrivateFiles.create(file);
    } catch (FileAlreadyExistsException other) {
      // Somebody else was faster; the next round opens theirs.
      System.getLogger(LocalLock.class.getName()).log(System.Logger.Level.TRACE, other);
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      @SuppressWarnings("unused") // released when the channel is closed
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  /// Locks the state file where there is one, as the peers do.
  private void lockState() throws HeldException, IOException {
    if (!Files.isRegularFile(state) || !Files.isWritable(state)) {
      return;
    }
    FileChannel opened = FileChannel.open(state, StandardOpenOption.READ, StandardOpenOption.WRITE);
    locked.add(opened);
    if (!tryLock(opened)) {
      throw new HeldException(left);
    }
  }

  /// Locks a file that is about to take the place of the state file.
  void lockNext(FileChannel next) throws IOException {
    if (tryLock(next)) {
      locked.add(next);
    } else {
      next.close();
    }
  }

  /// Who held the lock and died with it, or null.
  @Nullable LockInfo left() {
    return left;
  }

  /// The content of the state file as it was when it was locked, or null where there is none.
  byte @Nullable [] stateBytes() throws IOException {
    if (!locked.isEmpty()) {
      return readAll(locked.getFirst());
    }
    return Files.exists(state) ? Files.readAllBytes(state) : null;
  }

  private void write(LockInfo info) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(LockText.encode(info));
    channel.truncate(0);
    channel.position(0);
    while (text.hasRemaining()) {
      channel.write(text);
    }
  }

  private static byte[] readAll(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      // Until all of it is there.
    }
    return Arrays.copyOf(content.array(), content.position());
  }

  /// Whether somebody holds the lock now.
  static boolean isHeld(Path state) throws IOException {
    Path file = file(state);
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return true;
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return !tryLock(channel);
      } catch (NoSuchFileException absent) {
        return false;
      }
    }
  }

  /// What the lock file says, whether or not anybody holds it; null where there is none.
  static @Nullable LockInfo info(Path state) throws IOException {
    Path file = file(state);
    synchronized (HELD) {
      LockInfo ours = HELD.get(file);
      if (ours != null || !Files.exists(file)) {
        return ours;
      }
      return LockText.decode(Files.readAllBytes(file));
    }
  }

  /// Removes the file of a lock that nobody holds.
  static void removeLeftBehind(Path state) throws IOException {
    Files.deleteIfExists(file(state));
  }

  private void giveUp() throws IOException {
    try {
      for (FileChannel each : locked) {
        each.close();
      }
      channel.close();
    } finally {
      forget(file);
    }
  }

  /// Releases the lock and removes its file, in the order in which nobody can get in between.
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      giveUp();
    }
  }
}
