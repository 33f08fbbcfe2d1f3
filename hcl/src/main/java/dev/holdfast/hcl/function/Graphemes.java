package dev.holdfast.hcl.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits text into what people see as characters: extended grapheme clusters (Unicode annex 29).
public final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  /// The clusters in order. Linear in the length of the text.
  public static List<String> of(String text) {
    List<String> clusters = new ArrayList<>(text.length());
    Matcher matcher = CLUSTER.matcher(text);
    while (matcher.find()) {
      clusters.add(matcher.group());
    }
    return clusters;
  }

  /// How many clusters there are.
  public static int count(String text) {
    if (text.chars().allMatch(unit -> unit < 0x80 && unit != '\r')) {
      return text.length();
    }
    int count = 0;
    Matcher matcher = CLUSTER.matcher(text);
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
