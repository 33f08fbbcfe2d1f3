package dev.holdfast.modules.archive;

import dev.holdfast.registry.archive.UnpackLimits;
import dev.holdfast.registry.archive.UnsafeArchiveException;
import dev.holdfast.registry.archive.ZipArchive;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Unpacks archives of any [ArchiveKind]. Those that the Java library cannot decompress go through
/// the program for them.
public final class ModuleArchive {
  private ModuleArchive() {}

  /// Unpacks a whole archive.
  ///
  /// @param folder exists and is empty; after a fault its content is of no use
  /// @throws UnsafeArchiveException if the archive is damaged or must not be unpacked
  public static void unpack(Path archive, ArchiveKind kind, Path folder) throws IOException {
    switch (kind) {
      case ZIP -> ZipArchive.unpack(archive, folder, UnpackLimits.MODULE);
      case TAR -> untar(Files.newInputStream(archive), folder);
      case TAR_GZIP -> untarCompressed(archive, folder);
      case TAR_BZIP2 -> untarThrough("bzip2", archive, folder);
      case TAR_XZ -> untarThrough("xz", archive, folder);
    }
  }

  private static void untar(InputStream stream, Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(stream, 1 << 16)) {
      TarArchive.unpack(in, folder, UnpackLimits.MODULE);
    } catch (EOFException early) {
      throw new UnsafeArchiveException("it ends too early");
    }
  }

  private static void untarCompressed(Path archive, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(archive)) {
      untar(new GZIPInputStream(file, 1 << 16), folder);
    } catch (ZipException damaged) {
      throw new UnsafeArchiveException("it is damaged (" + damaged.getMessage() + ")");
    } catch (EOFException early) {
      throw new UnsafeArchiveException("it ends too early");
    }
  }

  private static void untarThrough(String program, Path archive, Path folder) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(program, "--decompress", "--stdout")
              .redirectInput(archive.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException absent) {
      throw new UnsafeArchiveException(
          "the program %s, which is needed to decompress it, could not be started"
              .formatted(program));
    }
    try {
      untar(process.getInputStream(), folder);
      if (process.waitFor() != 0) {
        throw new UnsafeArchiveException("%s cannot decompress it".formatted(program));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } finally {
      process.destroy();
    }
  }
}
