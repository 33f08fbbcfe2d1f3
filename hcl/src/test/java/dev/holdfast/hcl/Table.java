package dev.holdfast.hcl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// A table of test cases in a resource file: one case a line, cells apart by ` | `; lines that
/// start with `#` and empty lines are comments.
public final class Table {
  private Table() {}

  /// The rows of the file beside a class.
  public static List<List<String>> rows(Class<?> beside, String file) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Stream.of(line.split(" \\| ", -1)).map(String::strip).toList())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The rows as arguments of a parameterized test.
  public static Stream<Arguments> arguments(Class<?> beside, String file) {
    return rows(beside, file).stream().map(row -> Arguments.of(row.toArray()));
  }
}
