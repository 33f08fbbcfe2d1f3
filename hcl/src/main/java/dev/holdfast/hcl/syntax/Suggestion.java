package dev.holdfast.hcl.syntax;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Finds what a mistyped name was probably meant to be.
public final class Suggestion {
  /// Names that need this many edits are too far apart to be a slip.
  private static final int TOO_FAR = 3;

  private Suggestion() {}

  /// The first of the names that the given one can be made into with one or two insertions,
  /// deletions or replacements of characters, or null.
  public static @Nullable String of(String given, Collection<String> names) {
    for (String name : names) {
      if (Math.abs(name.length() - given.length()) < TOO_FAR && distance(given, name) < TOO_FAR) {
        return name;
      }
    }
    return null;
  }

  /// ` Did you mean "name"?` with a space before it, or an empty text.
  public static String didYouMean(String given, Collection<String> names) {
    String suggestion = of(given, names);
    return suggestion == null ? "" : " Did you mean \"" + suggestion + "\"?";
  }

  /// The Levenshtein distance.
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int i = 0; i < previous.length; i++) {
      previous[i] = i;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
