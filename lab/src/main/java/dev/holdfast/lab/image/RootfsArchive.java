package dev.holdfast.lab.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A root file system in a tar archive, plain or compressed, that somebody made.
///
/// It is listed before it is unpacked, and refused when it holds too much. GNU tar does the
/// unpacking: it strips leading slashes, refuses `..`, and sets links only at the end, so no entry
/// can be written through a link of the archive. Device nodes are made powerless when a host mounts
/// the image.
///
/// @param file the archive
record RootfsArchive(Path file) {
  private static final long LARGEST_BYTES = 64L << 30;
  private static final long MOST_ENTRIES = 5_000_000;

  /// The id of its image: a hash of its bytes. Linear in its size.
  String id() throws IOException {
    MessageDigest digest = ImageRecipe.digest();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Unpacks it into `target`, an existing empty directory.
  void unpack(Path target) throws IOException {
    check();
    run(
        "tar",
        "--extract",
        "--file=" + file,
        "--directory=" + target,
        "--numeric-owner",
        "--preserve-permissions",
        "--same-owner",
        "--xattrs",
        "--xattrs-include=security.capability");
  }

  /// Adds up what is in it. A line of the list reads `mode owner size date time name`.
  private void check() throws IOException {
    long bytes = 0;
    long entries = 0;
    Process process =
        new ProcessBuilder("tar", "--list", "--verbose", "--numeric-owner", "--file=" + file)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        entries++;
        String[] words = line.split("\\s+", 4);
        if (words.length > 3 && words[2].matches("[0-9]{1,18}")) {
          bytes += Long.parseLong(words[2]);
        }
        if (bytes > LARGEST_BYTES || entries > MOST_ENTRIES) {
          process.destroyForcibly();
          throw new ImageUnavailable(
              "The archive " + file + " holds more than a root file system may.",
              "At most 64 GiB and " + MOST_ENTRIES + " entries are unpacked.");
        }
      }
    }
    finish(process, last);
  }

  private void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    finish(process, output);
  }

  private void finish(Process process, String said) throws IOException {
    try {
      if (process.waitFor() != 0) {
        throw new ImageUnavailable(
            "The archive " + file + " could not be unpacked.",
            said.contains("No space left") ? "The disk is full: make room." : "tar says: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new ImageUnavailable("Unpacking " + file + " was interrupted.", "Run it again.");
    }
  }
}
