package dev.holdfast.hosts.operation;

import java.util.Optional;
import java.util.regex.Pattern;

/// The permission bits of a file, including set-user, set-group and sticky.
///
/// @param bits 0 to 07777
public record FileMode(int bits) {
  private static final Pattern OCTAL = Pattern.compile("[0-7]{3,5}");

  public FileMode {
    if (bits < 0 || bits > 07777) {
      throw new IllegalArgumentException("not permission bits: " + bits);
    }
  }

  /// Reads three or four octal digits, such as `644` or `0755`; empty if it is anything else.
  public static Optional<FileMode> parse(String text) {
    if (!OCTAL.matcher(text).matches()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(text, 8);
    return bits > 07777 ? Optional.empty() : Optional.of(new FileMode(bits));
  }

  /// Four octal digits.
  @Override
  public String toString() {
    String octal = Integer.toOctalString(bits);
    return "0".repeat(4 - octal.length()) + octal;
  }
}
