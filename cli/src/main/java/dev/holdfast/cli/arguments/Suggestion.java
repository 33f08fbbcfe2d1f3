package dev.holdfast.cli.arguments;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds what a user who mistyped a word probably meant.
public final class Suggestion {
  private Suggestion() {}

  /// The candidate nearest to the word, if it is near: at most one edit for every three letters,
  /// where an edit inserts, removes or changes a letter or swaps two neighbours. Of equally near
  /// ones the first.
  public static Optional<String> closest(String word, List<String> candidates) {
    int limit = Math.max(1, (word.length() + 1) / 3);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// The optimal string alignment distance; time and space are the product of the lengths.
  private static int distance(String left, String right) {
    int[][] edits = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      edits[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        best = Math.min(best, edits[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        edits[i][j] = swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
      }
    }
    return edits[left.length()][right.length()];
  }
}
