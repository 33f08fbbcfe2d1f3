package dev.holdfast.engine.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that only their owner may read, written so that a death at any moment leaves the old or
/// the new content.
public final class PrivateFiles {
  private PrivateFiles() {}

  /// The folder that a file is in.
  public static Path folder(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /// A name beside a file that people seldom see.
  public static Path hidden(Path file, String suffix) {
    return folder(file).resolve("." + file.getFileName() + suffix);
  }

  /// Creates an empty file of mode 0600.
  ///
  /// @throws FileAlreadyExistsException if it exists
  public static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException noPermissionsHere) {
      Files.createFile(file);
    }
  }

  /// An empty file of mode 0600 in place of whatever has the name.
  public static void createAnew(Path file) throws IOException {
    Files.deleteIfExists(file);
    create(file);
  }

  /// Puts content in place of a file, durably.
  public static void replace(Path file, byte[] content) throws IOException {
    Path fresh = hidden(file, ".new");
    createAnew(fresh);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    sync(folder(file));
  }

  /// Makes the names in a folder durable.
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// What went wrong, in words. The exceptions of files often have nothing but a path to say.
  public static String describe(IOException fault) {
    IOException first = fault.getCause() instanceof IOException cause ? cause : fault;
    return switch (first) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case NoSuchFileException absent -> absent.getFile() + " does not exist";
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case FileSystemException other when other.getReason() != null ->
          other.getReason() + " (" + other.getFile() + ")";
      default -> String.valueOf(first.getMessage());
    };
  }
}
