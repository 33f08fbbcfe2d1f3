package dev.holdfast.plugins.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Computes checksums of packages. Linear in their size.
public final class PackageHashes {
  private PackageHashes() {}

  /// The checksum of an archive as it is.
  public static PackageHash ofArchive(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return new PackageHash(PackageHash.ARCHIVE, HexFormat.of().formatHex(sha256(in)));
    }
  }

  /// The checksum of an unpacked package: of the list of the checksums of its files by their names,
  /// as Go's `dirhash.Hash1` makes it.
  public static PackageHash ofFolder(Path folder) throws IOException {
    Path root = folder.toRealPath();
    Map<String, String> files = new TreeMap<>();
    for (Path file : files(root)) {
      try (InputStream in = Files.newInputStream(file)) {
        files.put(name(root, file), HexFormat.of().formatHex(sha256(in)));
      }
    }
    return ofFiles(files);
  }

  /// The checksum that a package will have once unpacked.
  public static PackageHash ofContent(Path archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
        ZipEntry entry = each.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            files.put(entry.getName(), HexFormat.of().formatHex(sha256(in)));
          }
        }
      }
    }
    return ofFiles(files);
  }

  /// All files of a folder, in no certain order.
  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !Files.isDirectory(path)).toList();
    }
  }

  static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static PackageHash ofFiles(Map<String, String> files) {
    MessageDigest digest = sha256();
    files.forEach((name, hash) ->
        digest.update((hash + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
    return new PackageHash(
        PackageHash.CONTENT, Base64.getEncoder().encodeToString(digest.digest()));
  }

  private static byte[] sha256(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
