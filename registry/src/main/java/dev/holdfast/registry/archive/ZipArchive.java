package dev.holdfast.registry.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks zip archives.
public final class ZipArchive {
  private ZipArchive() {}

  /// Unpacks a whole archive.
  ///
  /// @param folder exists and is empty; after a fault the caller removes it
  /// @throws UnsafeArchiveException if the archive is damaged, is no zip archive, has links or
  ///   names that lead out of the folder, or passes a limit
  public static void unpack(Path archive, Path folder, UnpackLimits limits) throws IOException {
    ZipModes modes = ZipModes.of(archive);
    Unpacking unpacking = new Unpacking(folder, limits);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
        ZipEntry entry = each.nextElement();
        String name = entry.getName();
        if (!modes.isPlain(name)) {
          throw new UnsafeArchiveException("\"" + name + "\" is a link or a device");
        }
        if (entry.isDirectory()) {
          unpacking.folder(name);
        } else {
          try (InputStream content = zip.getInputStream(entry)) {
            unpacking.file(name, content, modes.isExecutable(name));
          }
        }
      }
    } catch (ZipException damaged) {
      throw new UnsafeArchiveException(
          "it is damaged or no zip archive (" + damaged.getMessage() + ")");
    }
  }
}
