package dev.holdfast.plugins.provider;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A folder that only this user can enter, for the sockets of programs. Programs that are killed
/// leave theirs behind, so it is removed with all that is in it.
///
/// Who is killed himself leaves the whole folder behind. Therefore a file in it is locked as long
/// as it is in use, which the system ends with the process: the next one to need such a folder
/// removes those that nobody holds.
final class SocketFolder {
  private static final String PREFIX = "holdfast-plugins-";
  private static final String IN_USE = "in-use";

  /// The folders of this process. To look whether one of them is locked would unlock it: the system
  /// ends all locks of a process on a file when the process closes that file once.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /// A folder that somebody is just making is not locked yet.
  private static final Duration BEING_MADE = Duration.ofMinutes(1);

  private final Path parent;
  private final Clock clock;
  private @Nullable Path folder;
  private @Nullable FileChannel inUse;

  /// @param parent where the folder is made
  SocketFolder(Path parent, Clock clock) {
    this.parent = parent;
    this.clock = clock;
  }

  /// In the system's folder for temporary files.
  static SocketFolder temporary(Clock clock) {
    return new SocketFolder(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), clock);
  }

  /// The folder, made when first asked for; null where that is not possible: then programs put
  /// their sockets where they like.
  synchronized @Nullable Path folder() {
    if (folder == null) {
      try {
        Path made = Files.createTempDirectory(parent, PREFIX);
        folder = made;
        OWN.add(made);
        inUse = hold(made);
      } catch (IOException e) {
        return folder;
      }
      removeLeftBehind();
    }
    return folder;
  }

  private static FileChannel hold(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(IN_USE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.tryLock();
    return channel;
  }

  private void removeLeftBehind() {
    Instant limit = clock.instant().minus(BEING_MADE);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : folders) {
        BasicFileAttributes attributes =
            Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()
            && attributes.lastModifiedTime().toInstant().isBefore(limit)
            && !OWN.contains(each)
            && !isInUse(each)) {
          remove(each);
        }
      }
    } catch (IOException e) {
      // Those of other users cannot be looked into. Whoever can will remove them.
    }
  }

  private static boolean isInUse(Path folder) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(IN_USE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      // It is of another user.
      return true;
    }
  }

  synchronized void remove() {
    Path made = folder;
    if (made == null) {
      return;
    }
    folder = null;
    remove(made);
    OWN.remove(made);
    try {
      if (inUse != null) {
        inUse.close();
      }
    } catch (IOException e) {
      // The file is gone, and with it the lock.
    }
  }

  private static void remove(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // What is left is an empty folder in the system's folder for temporary files.
    }
  }
}
