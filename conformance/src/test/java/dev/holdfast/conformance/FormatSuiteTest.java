package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.format.Formatter;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Texts and what they are formatted to: snippets of hashicorp/hcl (`hclwrite`), whole files of
/// OpenTofu (`command/testdata`). What is formatted stays as it is.
final class FormatSuiteTest {

  @TestFactory
  Stream<DynamicTest> snippets() {
    return Suite.ofEntries("fmt-pairs", FormatSuiteTest::judgeSnippet);
  }

  @TestFactory
  Stream<DynamicTest> files() {
    return wholeFiles("command/fmt");
  }

  @TestFactory
  Stream<DynamicTest> testFiles() {
    return wholeFiles("command/tftest-fmt");
  }

  private static void judgeSnippet(Path file) throws Exception {
    ObjectValue pair = (ObjectValue) ValueJson.decodeImplied(Files.readAllBytes(file));
    String expected = text(pair, "out");

    assertThat(Formatter.layOut(SourceFile.of("in", text(pair, "in")))).isEqualTo(expected);
    assertThat(Formatter.layOut(SourceFile.of("out", expected))).isEqualTo(expected);
  }

  private static String text(ObjectValue object, String name) {
    Value value = Objects.requireNonNull(object.attributes().get(name));
    return ((StringValue) value).value();
  }

  private static Stream<DynamicTest> wholeFiles(String suite) {
    List<Path> inputs =
        ConformanceData.entries(ConformanceData.folder(suite)).stream()
            .filter(file -> file.getFileName().toString().contains("_in."))
            .toList();
    return Suite.tests(
        suite, inputs, file -> file.getFileName().toString(), FormatSuiteTest::judgeFile);
  }

  private static void judgeFile(Path input) throws IOException {
    Path output = input.resolveSibling(input.getFileName().toString().replace("_in.", "_out."));
    String expected = Files.readString(output);

    assertThat(formatted(Files.readString(input))).isEqualTo(expected);
    assertThat(formatted(expected)).isEqualTo(expected);
  }

  private static String formatted(String text) {
    Parsed<String> formatted = Formatter.format(SourceFile.of("file", text));
    assertThat(formatted.diagnostics()).isEmpty();
    return formatted.tree();
  }
}
