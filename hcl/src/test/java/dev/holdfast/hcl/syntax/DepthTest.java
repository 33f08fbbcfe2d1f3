package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A thread with a stack of the usual size parses whatever is written, and walks every tree that
/// comes of it.
class DepthTest {
  private static final int FAR_TOO_DEEP = 10_000;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          (, 1, )
          [, 1, ]
          {a=, 1, }
          f(, 1, )
          -, 1, ``
          !, x, ``
          "${, x, }"
          [for x in, x, : x]
          {for x in y: x=>, x, }
          x ? y :, z, ``
          x[, 1, ]
          (x||x&&x==x>x+x*x[{a=-f(, 1, )}])
          <<A\\n${, 1, }\\nA\\n
          """)
  void reportsNestingThatIsTooDeep(String open, String middle, String close) {
    String deep = (open + " ").repeat(FAR_TOO_DEEP) + middle + close.repeat(FAR_TOO_DEEP);

    List<Diagnostic> diagnostics = parseAndWalk("a = " + deep.replace("\\n", "\n") + "\nb = 1\n");

    assertThat(diagnostics).first().extracting(Diagnostic::summary).isEqualTo("Nesting too deep");
    assertThat(diagnostics).hasSizeLessThan(5);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          (, ), 190
          [, ], 190
          {a=, }, 190
          f(, ), 190
          -, ``, 190
          "${, }", 90
          x ? y : (, ), 90
          (x||x&&x==x>x+x*, ), 60
          """)
  void parsesWhatIsDeepButNotTooDeep(String open, String close, int levels) {
    assertThat(parseAndWalk("a = " + open.repeat(levels) + "x" + close.repeat(levels) + "\n"))
        .isEmpty();
  }

  @Test
  void reportsDirectivesThatAreNestedTooDeep() {
    String deep = "%{if x}".repeat(FAR_TOO_DEEP) + "%{endif}".repeat(FAR_TOO_DEEP);

    Parsed<Expression> parsed = HclParser.parseTemplate(SourceFile.of("f", deep));

    assertThat(parsed.diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly("Nesting too deep");
    assertThat(References.of(parsed.tree())).isNotEmpty();
  }

  @Test
  void reportsBlocksThatAreNestedTooDeep() {
    List<Diagnostic> diagnostics =
        parseAndWalk("a {\n".repeat(FAR_TOO_DEEP) + "}\n".repeat(FAR_TOO_DEEP));

    assertThat(diagnostics).extracting(Diagnostic::summary).containsExactly("Nesting too deep");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {" + x", " || x", "[y]", "[*]", ".*[y]", " ? x : x"})
  void reportsChainsThatGiveTreesTooDeep(String link) {
    List<Diagnostic> diagnostics = parseAndWalk("a = x" + link.repeat(FAR_TOO_DEEP) + "\nb = )\n");

    assertThat(diagnostics)
        .extracting(Diagnostic::summary)
        .containsAnyOf("Expression too complex", "Nesting too deep")
        .contains("Invalid expression");
  }

  @Test
  void allowsLongChainsThatGiveFlatTrees() {
    assertThat(parseAndWalk("a = x" + ".y[0]".repeat(FAR_TOO_DEEP) + "\n")).isEmpty();
  }

  @Test
  void reportsJsonThatIsNestedTooDeep() {
    String deep = "[".repeat(FAR_TOO_DEEP) + "]".repeat(FAR_TOO_DEEP);

    assertThat(HclParser.parseJson(SourceFile.of("f", "{\"a\":" + deep + "}")).diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly("Nesting too deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        ")",
        "]",
        ")]}",
        "a = $",
        "a & b ",
        "'x' ; ",
        "${ %{ \"",
        "\"${",
        "<<E\n",
        "@"
      })
  void saysSoOnceWhatIsRepeatedWithoutSense(String senseless) {
    List<Diagnostic> diagnostics = parseAndWalk(senseless.repeat(FAR_TOO_DEEP) + "\n");

    assertThat(diagnostics).isNotEmpty().hasSizeLessThan(20);
  }

  @Test
  void doesNotRepeatItselfInTemplatesOfJson() {
    String deep = "${[".repeat(FAR_TOO_DEEP) + "]}".repeat(FAR_TOO_DEEP);

    assertThat(HclParser.parseTemplate(SourceFile.of("f", deep)).diagnostics())
        .isNotEmpty()
        .hasSizeLessThan(20);
  }

  private static List<Diagnostic> parseAndWalk(String text) {
    Parsed<HclFile> parsed = HclParser.parseFile(SourceFile.of("f", text));
    NativeBody body = (NativeBody) parsed.tree().body();
    body.attributes().values().forEach(attribute -> References.of(attribute.expression()));
    return parsed.diagnostics();
  }
}
