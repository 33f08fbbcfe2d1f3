package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.state.encryption.Sealing;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the entries of a plan file. Where plans are encrypted, those with secrets are, each by
/// itself; and a last one, the seal, binds all of them together, the files of the configuration
/// too: none can be changed, added, or taken from another plan.
final class PlanEntries {
  private static final String SEAL = ".holdfast-plan/seal";

  private final ZipOutputStream zip;
  private final Instant time;
  private final Sealing sealing;
  private final SortedMap<String, String> digests = new TreeMap<>();

  PlanEntries(ZipOutputStream zip, Instant time, Sealing sealing) {
    this.zip = zip;
    this.time = time;
    this.sealing = sealing;
  }

  /// What an entry holds.
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /// Writes an entry that anyone may read who has the file.
  void add(String name, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(time.toEpochMilli());
    zip.putNextEntry(entry);
    MessageDigest digest = sha256();
    OutputStream target = sealing.encrypts() ? new DigestOutputStream(zip, digest) : zip;
    OutputStream buffered = new BufferedOutputStream(target, 1 << 16);
    content.write(buffered);
    buffered.flush();
    zip.closeEntry();
    digests.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  /// Writes an entry that is encrypted where plans are.
  void addSecret(String name, Content content) throws IOException {
    if (!sealing.encrypts()) {
      add(name, content);
      return;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    content.write(text);
    byte[] sealed = sealing.seal(text.toByteArray());
    add(name, out -> out.write(sealed));
  }

  /// To be called when all entries are there.
  void seal() throws IOException {
    if (sealing.encrypts()) {
      byte[] list = list(digests);
      addSecret(SEAL, out -> out.write(list));
    }
  }

  /// Whether the plan in an archive is encrypted.
  static boolean isSealed(FileSystem archive) {
    return Files.exists(archive.getPath(SEAL));
  }

  /// Whether every entry of an encrypted plan is as it was written. Reads the whole file.
  ///
  /// @throws dev.holdfast.engine.state.encryption.SealException if the seal cannot be decrypted
  static boolean isWhole(FileSystem archive, Sealing sealing) throws IOException {
    byte[] expected = sealing.openEncrypted(Files.readAllBytes(archive.getPath(SEAL)));
    SortedMap<String, String> found = new TreeMap<>();
    Path root = archive.getPath("/");
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = root.relativize(file).toString();
            if (!name.equals(SEAL)) {
              byte[] digest = sha256().digest(Files.readAllBytes(file));
              found.put(name, HexFormat.of().formatHex(digest));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return Arrays.equals(expected, list(found));
  }

  private static byte[] list(SortedMap<String, String> digests) {
    StringBuilder list = new StringBuilder();
    digests.forEach((name, digest) ->
        list.append(digest).append("  ").append(name.replace("\n", "\\n")).append('\n'));
    return list.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
