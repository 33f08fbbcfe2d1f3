package dev.holdfast.plugins.packages;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells the checksum of unpacked packages without reading them again and again.
///
/// What was computed is remembered outside of the package, in a folder of the user's own, together
/// with the size, inode, and times of modification and of change of each file. As long as these are
/// the same so is the content: nobody can change a file and leave its time of change as it was. A
/// plan with a provider of 700 MB then reads some inodes and not 700 MB.
public final class VerifiedPackages {
  private final Optional<Path> folder;

  /// @param folder where to remember; empty to compute each time
  public VerifiedPackages(Optional<Path> folder) {
    this.folder = folder;
  }

  /// The checksum of the content of a package.
  public PackageHash hash(Path unpacked) throws IOException {
    Path root = unpacked.toRealPath();
    Optional<Path> note = folder.map(each -> each.resolve(hex(root.toString())));
    String fingerprint = fingerprint(root);
    Optional<PackageHash> known = note.flatMap(file -> remembered(file, fingerprint));
    if (known.isPresent()) {
      return known.get();
    }
    PackageHash computed = PackageHashes.ofFolder(root);
    // A change while it was read must not be remembered as what was read.
    if (note.isPresent() && fingerprint(root).equals(fingerprint)) {
      remember(note.get(), fingerprint + "\n" + computed + "\n");
    }
    return computed;
  }

  private static Optional<PackageHash> remembered(Path file, String fingerprint) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() == 2 && lines.get(0).equals(fingerprint)
          ? PackageHash.parse(lines.get(1))
          : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /// To remember saves time and nothing else, so a fault in it is none.
  private static void remember(Path file, String text) {
    try {
      Files.createDirectories(PrivateFiles.folder(file));
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // The next run computes it again.
    }
  }

  private static String fingerprint(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean unix = Files.getFileStore(root).supportsFileAttributeView("unix");
    for (Path file : PackageHashes.files(root)) {
      Map<String, Object> facts =
          Files.readAttributes(
              file,
              unix ? "unix:size,lastModifiedTime,ctime,ino,dev,mode" : "size,lastModifiedTime",
              // A link is as good as what it leads to.
              new LinkOption[0]);
      lines.add(PackageHashes.name(root, file) + " " + new TreeMap<>(facts));
    }
    Collections.sort(lines);
    return hex(String.join("\n", lines));
  }

  private static String hex(String text) {
    MessageDigest digest = PackageHashes.sha256();
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
