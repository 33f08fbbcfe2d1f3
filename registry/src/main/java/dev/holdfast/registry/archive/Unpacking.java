package dev.holdfast.registry.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The entries of one archive on their way into a folder, whatever the archive's format.
///
/// No entry gets out of the folder: names with `..`, absolute names and names through a file are
/// refused, a file never replaces another, and there are no links at all. Whoever unpacks does so
/// in a fresh folder and removes it after a fault, so that nothing is ever half there.
///
/// ```
/// Unpacking unpacking = new Unpacking(folder, UnpackLimits.MODULE);
/// unpacking.file("modules/main.tf", content, false);
/// ```
public final class Unpacking {
  private final Path folder;
  private final UnpackLimits limits;
  private int entries;
  private long bytes;

  /// @param folder exists and is empty
  public Unpacking(Path folder, UnpackLimits limits) {
    this.folder = folder.toAbsolutePath().normalize();
    this.limits = limits;
  }

  /// Makes a folder and those above it.
  ///
  /// @throws UnsafeArchiveException if the name leads out of the folder or the limit is passed
  public void folder(String name) throws IOException {
    count();
    Path place = place(name);
    try {
      Files.createDirectories(place);
    } catch (FileAlreadyExistsException exists) {
      throw new UnsafeArchiveException("\"" + name + "\" is both a file and a folder");
    }
  }

  /// Writes a file and makes the folders above it.
  ///
  /// @param content read to its end, not closed
  /// @param executable whether the owner and others may run it
  /// @throws UnsafeArchiveException if the name leads out of the folder, a limit is passed or there
  ///   is something of that name
  public void file(String name, InputStream content, boolean executable) throws IOException {
    count();
    Path place = place(name);
    if (place.equals(folder)) {
      throw new UnsafeArchiveException("an entry has no name");
    }
    try {
      Files.createDirectories(place.getParent());
      try (OutputStream out =
          Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        copy(content, out);
      }
    } catch (FileAlreadyExistsException exists) {
      throw new UnsafeArchiveException("\"" + name + "\" occurs twice");
    }
    if (executable && Files.getFileStore(place).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void copy(InputStream content, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      bytes += read;
      if (bytes > limits.bytes()) {
        throw new UnsafeArchiveException(
            "it unpacks to more than " + limits.bytes() / (1 << 20) + " MiB");
      }
      out.write(buffer, 0, read);
    }
  }

  private void count() throws UnsafeArchiveException {
    if (++entries > limits.entries()) {
      throw new UnsafeArchiveException("it has more than " + limits.entries() + " entries");
    }
  }

  /// Where an entry belongs. Nothing that was unpacked before is a link, so a name without `..`
  /// cannot lead out.
  private Path place(String name) throws UnsafeArchiveException {
    boolean absolute = name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*");
    if (absolute || name.indexOf('\0') >= 0 || hasStepUp(name)) {
      throw new UnsafeArchiveException("the entry \"" + printable(name) + "\" leads out of it");
    }
    try {
      Path place = folder.resolve(name).normalize();
      if (!place.startsWith(folder) || Files.isSymbolicLink(place)) {
        throw new UnsafeArchiveException("the entry \"" + printable(name) + "\" leads out of it");
      }
      if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafeArchiveException("\"" + printable(name) + "\" occurs twice");
      }
      return place;
    } catch (InvalidPathException invalid) {
      throw new UnsafeArchiveException("the entry \"" + printable(name) + "\" is not a file name");
    }
  }

  private static boolean hasStepUp(String name) {
    for (String part : name.split("[/\\\\]", -1)) {
      if (part.equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
