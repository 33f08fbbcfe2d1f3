package dev.holdfast.registry.archive;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Whole folders that come into being, or vanish, at once.
public final class Folders {
  private Folders() {}

  /// What fills a folder.
  @FunctionalInterface
  public interface Content {
    void write(Path folder) throws IOException, InterruptedException;
  }

  /// Makes a folder with its content: whole, or not at all. Safe against others who make the same
  /// one: the first wins and its folder is left as it is, since both have made the same.
  ///
  /// @param replace whether a folder that is there already makes room
  /// @throws IOException whatever went wrong; then nothing is left behind
  public static void createWhole(Path folder, boolean replace, Content content)
      throws IOException, InterruptedException {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, ".new-");
    try {
      openToOthers(fresh);
      content.write(fresh);
      put(fresh, folder, replace);
    } finally {
      delete(fresh);
    }
  }

  /// A temporary folder is made for its owner only; what is installed may be used by a team.
  private static void openToOthers(Path fresh) throws IOException {
    if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void put(Path fresh, Path folder, boolean replace) throws IOException {
    if (replace && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path old = Files.createTempDirectory(fresh.getParent(), ".old-");
      try {
        Files.move(folder, old.resolve("it"), StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException gone) {
        // Somebody else has just made room.
      } finally {
        delete(old);
      }
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException exists) {
      // Somebody else was first.
    } catch (AtomicMoveNotSupportedException impossible) {
      throw impossible;
    } catch (IOException fault) {
      if (!Files.isDirectory(folder)) {
        throw fault;
      }
    }
  }

  /// Removes a file, a link, or a folder with all that is in it. Links are removed, not followed.
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
              throws IOException {
            if (fault != null) {
              throw fault;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Copies a folder with all that is in it. Links are followed: the copy has none.
  public static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : (Iterable<Path>) paths::iterator) {
        Path place = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(place);
        } else {
          Files.copy(each, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
