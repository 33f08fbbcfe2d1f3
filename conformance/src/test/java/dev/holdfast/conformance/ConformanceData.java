package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The folder with the test data: what the environment variable `HOLDFAST_CONFORMANCE` says, else
/// `shared/conformance` beside the project.
final class ConformanceData {
  private static final String VARIABLE = "HOLDFAST_CONFORMANCE";

  private ConformanceData() {}

  /// A folder of the test data. Where there is none, the reason is printed and the test is skipped.
  static Path folder(String suite) {
    String configured = System.getenv(VARIABLE);
    Path data = Path.of(configured == null ? "../../shared/conformance" : configured);
    Path folder = data.resolve(suite).toAbsolutePath().normalize();
    if (Files.isDirectory(folder)) {
      return folder;
    }
    String reason = suite + ": skipped, there is no folder " + folder + " (see " + VARIABLE + ")";
    System.out.println(reason);
    throw new TestAbortedException(reason);
  }

  /// What is directly in a folder, by name.
  static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
