package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The cases that are known to fail, each with the reason: lines of `suite/case: reason` in
/// `known-failures.txt`.
final class KnownFailures {
  private static final Path FILE = Path.of("known-failures.txt");

  private final Map<String, String> reasons;

  private KnownFailures(Map<String, String> reasons) {
    this.reasons = reasons;
  }

  static KnownFailures read() {
    Map<String, String> reasons = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(FILE)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(": ");
        if (colon < 0 || line.substring(colon + 2).isBlank()) {
          throw new IllegalStateException(FILE + " gives no reason: " + line);
        }
        reasons.put(line.substring(0, colon), line.substring(colon + 2));
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return new KnownFailures(reasons);
  }

  boolean contains(String name) {
    return reasons.containsKey(name);
  }
}
