package dev.holdfast.hcl.syntax;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files in `errors/` say on each line which errors it has.
class SyntaxErrorsTest {
  private static final Pattern MARKER = Pattern.compile("# ERROR: (.*)$");

  @ParameterizedTest
  @ValueSource(strings = {"expressions.hcl", "strings.hcl", "structure.hcl"})
  void findsEachErrorOnItsLine(String name) throws IOException {
    String text = Resources.text("errors/" + name);
    Map<Integer, String> expected = new TreeMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (marker.find()) {
        expected.put(i + 1, marker.group(1));
      }
    }

    Map<Integer, String> found = new TreeMap<>();
    for (Diagnostic diagnostic : HclParser.parseFile(SourceFile.of(name, text)).diagnostics()) {
      assertThat(diagnostic.detail()).endsWith(diagnostic.detail().strip()).isNotEmpty();
      int line = requireNonNull(diagnostic.subject()).start().line();
      found.merge(line, diagnostic.summary(), (one, two) -> one + "; " + two);
    }

    assertThat(found).isEqualTo(expected);
  }
}
