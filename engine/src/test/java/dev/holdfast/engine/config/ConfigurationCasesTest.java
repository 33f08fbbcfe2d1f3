package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each folder in `cases` is a configuration. A line with `# ERROR: summary` or `# WARNING:
/// summary` has exactly the diagnostics it names (several with ` + ` between them), and all other
/// lines have none.
final class ConfigurationCasesTest {
  private static final Pattern MARKER = Pattern.compile("# (ERROR|WARNING): (.*?)\\s*$");

  @TestFactory
  Stream<DynamicTest> diagnosticsAreWhereTheyAreExpected() throws IOException, URISyntaxException {
    URL cases = ConfigurationCasesTest.class.getResource("cases");
    if (cases == null) {
      throw new AssertionError("there are no cases");
    }
    try (Stream<Path> folders = Files.list(Path.of(cases.toURI()))) {
      return folders
          .sorted()
          .map(folder ->
              DynamicTest.dynamicTest(folder.getFileName().toString(), () -> judge(folder)))
          .toList()
          .stream();
    }
  }

  private static void judge(Path folder) throws IOException {
    List<String> found =
        Loading.diagnose(folder).stream().map(each -> text(each, folder)).sorted().toList();
    assertThat(found).isEqualTo(markers(folder));
  }

  private static String text(Diagnostic diagnostic, Path folder) {
    SourceRange subject = diagnostic.subject();
    String place =
        subject == null
            ? "nowhere"
            : folder.relativize(Path.of(subject.filename())) + ":" + subject.start().line();
    return place + " " + diagnostic.severity() + " " + diagnostic.summary();
  }

  private static List<String> markers(Path folder) throws IOException {
    List<String> markers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(file -> addMarkers(file, folder, markers));
    }
    markers.sort(null);
    return markers;
  }

  private static void addMarkers(Path file, Path folder, List<String> markers) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        Matcher matcher = MARKER.matcher(lines.get(i));
        if (matcher.find()) {
          for (String summary : matcher.group(2).split(" \\+ ", -1)) {
            markers.add(
                folder.relativize(file) + ":" + (i + 1) + " " + matcher.group(1) + " " + summary);
          }
        }
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
