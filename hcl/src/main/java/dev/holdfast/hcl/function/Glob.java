package dev.holdfast.hcl.function;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds files by a pattern: `*` and `?` within a name, `**` over folders, `[a-z]`, `{one,other}`.
final class Glob {
  private final String pattern;
  private final StringBuilder regex = new StringBuilder();
  private int position;

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /// The regular files under a folder that match, by their path from the folder. Visits the folder
  /// to the depth that the pattern reaches; nothing matches in a folder that does not exist.
  static Set<String> matches(Path folder, String pattern) throws IOException {
    Pattern wanted = compile(PathText.clean(pattern));
    Set<String> found = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    int depth =
        pattern.contains("**")
            ? Integer.MAX_VALUE
            : (int) pattern.chars().filter(character -> character == '/').count() + 1;
    Files.walkFileTree(
        folder,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file).toString();
            if (attributes.isRegularFile() && wanted.matcher(name).matches()) {
              found.add(name);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException fault) {
            // A link to nowhere or a folder that may not be read has no files to offer.
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static Pattern compile(String pattern) throws IOException {
    try {
      return Pattern.compile(new Glob(pattern).translate());
    } catch (PatternSyntaxException e) {
      throw new IOException("syntax error in pattern", e);
    }
  }

  private String translate() {
    int braces = 0;
    while (position < pattern.length()) {
      char character = pattern.charAt(position++);
      switch (character) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> range();
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          regex.append(braces > 0 ? ")" : "\\}");
          braces = Math.max(0, braces - 1);
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> {
          if (position < pattern.length()) {
            regex.append(Pattern.quote(String.valueOf(pattern.charAt(position++))));
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return regex.toString();
  }

  /// Two stars stand for any number of folders where they are a whole name.
  private void star() {
    if (!pattern.startsWith("*", position)) {
      regex.append("[^/]*");
      return;
    }
    position++;
    if (pattern.startsWith("/", position)) {
      position++;
      regex.append("(?:[^/]+/)*");
    } else {
      regex.append(".*");
    }
  }

  private void range() {
    int close = pattern.indexOf(']', position + 1);
    if (close < 0) {
      regex.append("\\[");
      return;
    }
    String inside = pattern.substring(position, close);
    boolean negated = inside.startsWith("^") || inside.startsWith("!");
    regex
        .append(negated ? "[^" : "[")
        .append((negated ? inside.substring(1) : inside).replaceAll("([\\[&\\\\])", "\\\\$1"))
        .append(']');
    position = close + 1;
  }
}
