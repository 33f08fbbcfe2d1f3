package dev.holdfast.modules.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/// What the content of a file must be: `sha256:HEX`, or only `HEX`, whose length tells the kind.
///
/// @param algorithm as Java names it
/// @param hex in lower case
record Checksum(String algorithm, String hex) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
  private static final Map<Integer, String> BY_LENGTH =
      Map.of(32, "md5", 40, "sha1", 64, "sha256", 128, "sha512");

  static Checksum parse(String text) throws FetchException {
    int colon = text.indexOf(':');
    String hex = text.substring(colon + 1).toLowerCase(Locale.ROOT);
    String expected = BY_LENGTH.getOrDefault(hex.length(), "");
    String kind = colon < 0 ? expected : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String algorithm = ALGORITHMS.get(kind);
    if (algorithm == null || !kind.equals(expected) || !hex.matches("[0-9a-f]+")) {
      throw new FetchException(
          "The parameter checksum must be md5, sha1, sha256 or sha512, a colon, and the sum in"
              + " hexadecimal digits.");
    }
    return new Checksum(algorithm, hex);
  }

  void check(Path file) throws FetchException, IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(hex)) {
      throw new FetchException(
          "The archive has the %s checksum %s, but the address asks for %s. It was changed since the address was written, or on its way here."
              .formatted(algorithm, found, hex));
    }
  }
}
