package dev.holdfast.lab.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Where a release is fetched from: the machine's own apt sources for it, so that a mirror, a cache
/// or a snapshot that the machine is set up with serves the image too.
///
/// Reads both formats of `sources.list(5)`.
final class AptSources {
  private static final Path DIRECTORY = Path.of("etc/apt");
  private static final String FALLBACK = "http://deb.debian.org/debian";

  private final Path root;

  /// @param root `/`, or another directory in a test
  AptSources(Path root) {
    this.root = root;
  }

  /// The stanzas or lines of the machine's sources that serve a release, in the format of a
  /// `.sources` file.
  ///
  /// @return the public mirror of Debian when the machine has none for this release
  String of(String release) throws IOException {
    List<String> stanzas = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      if (file.toString().endsWith(".sources")) {
        for (String stanza : text.split("\\n[ \\t]*\\n", -1)) {
          deb822(stanza, release).ifPresent(stanzas::add);
        }
      } else {
        text.lines().forEach(line -> oneLine(line, release).ifPresent(stanzas::add));
      }
    }
    if (stanzas.isEmpty()) {
      stanzas.add(stanza(FALLBACK, release, "main", ""));
    }
    return String.join("\n", stanzas.stream().distinct().toList());
  }

  /// The code name of the machine's own release, when its sources serve it.
  Optional<String> ownRelease() throws IOException {
    Path file = root.resolve("etc/os-release");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("VERSION_CODENAME="))
        .map(line -> line.substring("VERSION_CODENAME=".length()).replace("\"", ""))
        .filter(ImageRecipe::isReleaseName)
        .findFirst();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Path list = root.resolve(DIRECTORY).resolve("sources.list");
    if (Files.isRegularFile(list)) {
      files.add(list);
    }
    Path directory = root.resolve(DIRECTORY).resolve("sources.list.d");
    if (Files.isDirectory(directory)) {
      try (var entries = Files.list(directory)) {
        entries
            .filter(path -> path.toString().matches(".*\\.(list|sources)"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /// Keeps the suites of a stanza that belong to the release.
  private static Optional<String> deb822(String stanza, String release) {
    TreeMap<String, String> fields = new TreeMap<>();
    String last = "";
    for (String line : stanza.lines().toList()) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (Character.isWhitespace(line.charAt(0))) {
        fields.merge(last, "\n" + line, String::concat);
      } else if (colon > 0) {
        last = line.substring(0, colon).toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(colon + 1).strip());
      }
    }
    List<String> suites =
        words(fields.getOrDefault("suites", "")).stream()
            .filter(suite -> belongs(suite, release))
            .toList();
    boolean binary = words(fields.getOrDefault("types", "")).contains("deb");
    if (suites.isEmpty() || !binary || fields.getOrDefault("enabled", "yes").equals("no")) {
      return Optional.empty();
    }
    return Optional.of(
        stanza(
            fields.getOrDefault("uris", ""),
            String.join(" ", suites),
            fields.getOrDefault("components", ""),
            fields.getOrDefault("signed-by", "")));
  }

  /// `deb [options] URI SUITE COMPONENT…`
  private static Optional<String> oneLine(String line, String release) {
    String plain = line.replaceFirst("#.*", "").strip();
    if (!plain.startsWith("deb ") && !plain.startsWith("deb\t") && !plain.startsWith("deb[")) {
      return Optional.empty();
    }
    String signedBy = "";
    String rest = plain.substring("deb".length()).strip();
    if (rest.startsWith("[")) {
      int end = rest.indexOf(']');
      for (String option : words(rest.substring(1, Math.max(1, end)))) {
        if (option.startsWith("signed-by=")) {
          signedBy = option.substring("signed-by=".length());
        }
      }
      rest = rest.substring(end + 1).strip();
    }
    List<String> words = words(rest);
    if (words.size() < 2 || !belongs(words.get(1), release)) {
      return Optional.empty();
    }
    String components = String.join(" ", words.subList(2, words.size()));
    return Optional.of(stanza(words.get(0), words.get(1), components, signedBy));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static boolean belongs(String suite, String release) {
    return suite.equals(release) || suite.startsWith(release + "-");
  }

  private static String stanza(String uris, String suites, String components, String signedBy) {
    return "Types: deb\nURIs: "
        + uris
        + "\nSuites: "
        + suites
        + (components.isEmpty() ? "" : "\nComponents: " + components)
        + (signedBy.isEmpty() ? "" : "\nSigned-By: " + signedBy)
        + "\n";
  }
}
