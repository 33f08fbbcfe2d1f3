package dev.holdfast.hcl.diagnostic;

import java.util.Collection;
import java.util.Optional;

/// Finds what someone may have meant by a name that does not exist.
public final class Suggestion {
  /// A name more than two edits away is another name, not a slip.
  private static final int FARTHEST = 2;

  private Suggestion() {}

  /// The nearest of the names, at most two edits away and fewer edits than the name is long; empty
  /// if there is none. Time is the number of names times the square of their length.
  public static Optional<String> of(String name, Collection<String> names) {
    String nearest = null;
    int least = Math.min(FARTHEST, name.length() - 1) + 1;
    for (String candidate : names.stream().sorted().toList()) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int distance = distance(name, candidate);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// ` Did you mean "x"?` to be appended to a sentence, or nothing.
  public static String sentence(String name, Collection<String> names) {
    return of(name, names).map(" Did you mean \"%s\"?"::formatted).orElse("");
  }

  /// How many characters must be inserted, removed or replaced (Levenshtein).
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
