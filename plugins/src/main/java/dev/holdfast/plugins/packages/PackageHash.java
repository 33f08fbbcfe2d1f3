package dev.holdfast.plugins.packages;

import java.util.Optional;
import java.util.regex.Pattern;

/// A checksum of a package as lock files write it: `SCHEME:VALUE`.
///
/// @param scheme `h1` for the content once unpacked, `zh` for the archive; others are kept and not
///   understood
public record PackageHash(String scheme, String value) implements Comparable<PackageHash> {
  /// Of the unpacked content.
  public static final String CONTENT = "h1";

  /// Of the archive as it is.
  public static final String ARCHIVE = "zh";

  private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

  /// The checksum that a text is, if it is one.
  public static Optional<PackageHash> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 1 || colon == text.length() - 1
        ? Optional.empty()
        : Optional.of(new PackageHash(text.substring(0, colon), text.substring(colon + 1)));
  }

  /// The checksum of an archive whose SHA-256 is given in hexadecimal digits; empty if it is none.
  public static Optional<PackageHash> ofArchive(String hex) {
    return SHA256_HEX.matcher(hex).matches()
        ? Optional.of(new PackageHash(ARCHIVE, hex))
        : Optional.empty();
  }

  public boolean isOfContent() {
    return scheme.equals(CONTENT);
  }

  public boolean isOfArchive() {
    return scheme.equals(ARCHIVE);
  }

  @Override
  public int compareTo(PackageHash other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return scheme + ":" + value;
  }
}
