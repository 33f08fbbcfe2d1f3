package dev.holdfast.lab.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record as lines of a word and its value, which a person can read with `cat`:
///
/// ```text
/// image 4f0c…
/// interface eth0 app 10.10.1.11/24
/// sysctl net.ipv4.ip_forward 1
/// ```
///
/// A word may come several times. Values hold no line break.
///
/// @param lines in the order in which they stand
public record RecordLines(List<Line> lines) {
  /// One line.
  ///
  /// @param word what it is, without blanks
  /// @param value the rest, may be empty
  public record Line(String word, String value) {
    /// Checks that it fits on one line.
    public Line {
      if (word.isEmpty() || word.contains(" ") || (word + value).contains("\n")) {
        throw new IllegalArgumentException("not a line of a record: " + word + " " + value);
      }
    }
  }

  /// Copies the list.
  public RecordLines {
    lines = List.copyOf(lines);
  }

  /// The first value of a word.
  public Optional<String> value(String word) {
    return values(word).stream().findFirst();
  }

  /// All values of a word, in order.
  public List<String> values(String word) {
    return lines.stream().filter(line -> line.word().equals(word)).map(Line::value).toList();
  }

  /// Reads a file; empty when it does not exist.
  public static Optional<RecordLines> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    try {
      for (String text : Files.readAllLines(file)) {
        int blank = text.indexOf(' ');
        if (blank > 0) {
          lines.add(new Line(text.substring(0, blank), text.substring(blank + 1)));
        } else if (!text.isEmpty()) {
          lines.add(new Line(text, ""));
        }
      }
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return Optional.of(new RecordLines(lines));
  }

  /// Writes a file as a whole.
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.word()).append(' ').append(line.value()).append('\n');
    }
    Trees.write(file, text.toString());
  }
}
