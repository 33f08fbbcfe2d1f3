package dev.holdfast.modules;

import dev.holdfast.modules.fetch.FetchException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the directory in a package that an address names after `//`.
final class Subdirectories {
  private Subdirectories() {}

  /// The directory. A part may be a pattern such as `*`, which must match one directory only.
  static Path find(Path folder, String subdirectory) throws FetchException, IOException {
    Path place = folder;
    for (String part : subdirectory.split("/", -1)) {
      if (part.equals("..")) {
        throw new FetchException(
            "The directory \"%s\" would be outside of the package.".formatted(subdirectory));
      }
      if (!part.isEmpty() && !part.equals(".")) {
        place = isPattern(part) ? onlyMatch(place, part, subdirectory) : place.resolve(part);
      }
    }
    if (!Files.isDirectory(place)) {
      throw new FetchException(
          "There is no directory \"%s\" in the package.".formatted(subdirectory));
    }
    return place;
  }

  private static boolean isPattern(String part) {
    return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
  }

  private static Path onlyMatch(Path place, String pattern, String subdirectory)
      throws FetchException, IOException {
    Path match = null;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, pattern)) {
      for (Path each : entries) {
        if (Files.isDirectory(each)) {
          if (match != null) {
            throw new FetchException(
                "The directory \"%s\" matches several in the package.".formatted(subdirectory));
          }
          match = each;
        }
      }
    }
    if (match == null) {
      throw new FetchException(
          "There is no directory \"%s\" in the package.".formatted(subdirectory));
    }
    return match;
  }
}
