package dev.holdfast.lab.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files and directory trees, written and removed safely. Symbolic links are never followed.
public final class Trees {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final AtomicLong COUNTER = new AtomicLong();

  private Trees() {}

  /// Makes a directory and its parents that only their owner may enter.
  public static void createPrivate(Path directory) throws IOException {
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  /// Writes a text file so that a reader sees the old content or the new one, never a part.
  public static void write(Path file, String content) throws IOException {
    Path temporary =
        file.resolveSibling(
            "."
                + file.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "."
                + COUNTER.incrementAndGet());
    try {
      Files.writeString(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// The names in a directory, sorted, without hidden ones (unfinished writes); empty when it does
  /// not exist.
  public static List<String> names(Path directory) throws IOException {
    return allNames(directory).stream().filter(name -> !name.startsWith(".")).toList();
  }

  /// All names in a directory, sorted; empty when it does not exist.
  public static List<String> allNames(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /// Removes a file or a whole tree; nothing when it does not exist. Nothing must be mounted below:
  /// a mount point makes it fail rather than lose what is mounted there. Linear in the files.
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Object device = Files.getAttribute(root, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    Files.walkFileTree(root, new Deletion(device));
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final Object device;

    Deletion(Object device) {
      this.device = device;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS).equals(device)) {
        throw new IOException(directory + " is a mount point; it is not removed");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  /// Whether something is mounted exactly here: it lies on another device than its parent.
  public static boolean isMountPoint(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return !Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS)
        .equals(Files.getAttribute(parent, "unix:dev"));
  }

  /// Gives a file or directory to a user and group by number, without following a link.
  public static void changeOwner(Path path, int user, int group) throws IOException {
    Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
  }
}
