package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The file `expressions.txt` has sources and their trees.
class ExpressionTreesTest {

  @TestFactory
  Stream<DynamicTest> parsesSourceToTree() throws IOException {
    String table = Resources.text("expressions.txt");
    return Arrays.stream(table.substring(table.indexOf('\n') + 1).split("\n===\n"))
        .map(row -> row.split("\n---\n"))
        .map(row -> DynamicTest.dynamicTest(row[0], () -> check(row[0], row[1])));
  }

  private static void check(String text, String expected) {
    SourceFile source = SourceFile.of("test", text + "\n");
    Parsed<Expression> parsed = HclParser.parseExpression(source);

    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(ExpressionDump.of(parsed.tree())).isEqualTo(expected);
    assertThat(ExpressionText.of(parsed.tree(), source)).isEqualTo(withoutComments(text));
  }

  /// The range of an expression holds all of it, and not the comment after it.
  private static String withoutComments(String text) {
    int comment = text.lastIndexOf(" //");
    return comment < 0 ? text : text.substring(0, comment);
  }
}
