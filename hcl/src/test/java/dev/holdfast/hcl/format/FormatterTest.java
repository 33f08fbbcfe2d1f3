package dev.holdfast.hcl.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The file `cases.txt` has texts and what they are formatted to.
class FormatterTest {

  @TestFactory
  Stream<DynamicTest> formatsTextAsTheTableSays() throws IOException {
    String table;
    try (InputStream stream = FormatterTest.class.getResourceAsStream("cases.txt")) {
      table = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
    return Arrays.stream(table.substring(table.indexOf('\n') + 1).split("===\n"))
        .map(row -> row.split("---\n"))
        .map(row -> DynamicTest.dynamicTest(row[0].strip(), () -> check(row[1], row[2])));
  }

  private static void check(String text, String expected) {
    Parsed<String> formatted = Formatter.format(SourceFile.of("f", text));
    Parsed<String> again = Formatter.format(SourceFile.of("f", expected));

    assertThat(formatted.diagnostics()).isEmpty();
    assertThat(formatted.tree()).isEqualTo(expected);
    assertThat(again.tree()).isEqualTo(expected);
  }

  @Test
  void keepsLineBreaksOfWindows() {
    assertThat(Formatter.format(SourceFile.of("f", "a=1\r\nbb=2  \r\n")).tree())
        .isEqualTo("a  = 1\r\nbb = 2\r\n");
  }

  @Test
  void removesAByteOrderMark() {
    assertThat(Formatter.format(SourceFile.of("f", "\uFEFFa=1\n")).tree()).isEqualTo("a = 1\n");
  }

  @Test
  void leavesAFileWithErrorsAsItIs() {
    Parsed<String> formatted = Formatter.format(SourceFile.of("f", "a=1\nb=)\n"));

    assertThat(formatted.hasErrors()).isTrue();
    assertThat(formatted.tree()).isEqualTo("a=1\nb=)\n");
  }

  @Test
  void laysOutTextThatIsNotAFile() {
    assertThat(Formatter.layOut(SourceFile.of("f", "( a+2 ]"))).isEqualTo("(a + 2]");
  }
}
