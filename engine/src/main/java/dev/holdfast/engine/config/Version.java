package dev.holdfast.engine.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version number such as `1.2.3-beta.1`. Missing parts count as 0; a leading `v` and metadata
/// after `+` do not count.
///
/// @param prerelease what follows the dash, or empty
/// @param given how many of the three numbers are written
public record Version(long major, long minor, long patch, String prerelease, int given)
    implements Comparable<Version> {

  private static final Pattern FORM =
      Pattern.compile(
          "v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  /// The version that a text is, if it is one.
  public static Optional<Version> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int given = matcher.group(2) == null ? 1 : matcher.group(3) == null ? 2 : 3;
    String prerelease = matcher.group(4) == null ? "" : matcher.group(4);
    return Optional.of(
        new Version(
            Long.parseLong(matcher.group(1)),
            given > 1 ? Long.parseLong(matcher.group(2)) : 0,
            given > 2 ? Long.parseLong(matcher.group(3)) : 0,
            prerelease,
            given));
  }

  boolean hasSameNumbers(Version other) {
    return major == other.major && minor == other.minor && patch == other.patch;
  }

  /// Precedence by Semantic Versioning 2.0.0, section 11.
  @Override
  public int compareTo(Version other) {
    int byMajor = Long.compare(major, other.major);
    int byMinor = Long.compare(minor, other.minor);
    int byPatch = Long.compare(patch, other.patch);
    if (byMajor != 0 || byMinor != 0 || byPatch != 0) {
      return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : byPatch;
    }
    return comparePrereleases(prerelease, other.prerelease);
  }

  private static int comparePrereleases(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] leftParts = left.split("\\.", -1);
    String[] rightParts = right.split("\\.", -1);
    for (int i = 0; i < Math.min(leftParts.length, rightParts.length); i++) {
      int byPart = compareParts(leftParts[i], rightParts[i]);
      if (byPart != 0) {
        return byPart;
      }
    }
    return Integer.compare(leftParts.length, rightParts.length);
  }

  private static int compareParts(String left, String right) {
    boolean leftNumber = left.matches("\\d{1,18}");
    boolean rightNumber = right.matches("\\d{1,18}");
    if (leftNumber && rightNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return leftNumber != rightNumber ? (leftNumber ? -1 : 1) : left.compareTo(right);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (prerelease.isEmpty() ? "" : "-" + prerelease);
  }
}
