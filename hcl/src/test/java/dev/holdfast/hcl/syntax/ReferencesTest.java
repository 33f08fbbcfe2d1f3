package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 + 2                                 | ``
          a.b + c[0].d                          | a.b c[0].d
          a.b[c.d].e                            | a.b c.d
          "x${a}%{ if b }${c}%{ endif }"        | a b c
          [for x in xs : x.y + z if w]          | xs z w
          {for k, v in m : k => v + j}          | m j
          [for x in x : x]                      | x
          [for x in a : [for x in x : x]] != x  | a x
          [for x in a : [for x in b : x][x]]    | a b
          "%{ for x in xs }${x}${y}%{ endfor }" | xs y
          a[*].b[c]                             | a c
          a.*.b                                 | a
          { a = b, (c) = d }                    | b c d
          f(a, b...)                            | a b
          a.a ? a.a : -a.b                      | a.a a.a a.b
          """)
  void findsNamesThatComeFromAround(String text, String expected) {
    Parsed<Expression> parsed = HclParser.parseExpression(SourceFile.of("f", text));

    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(
            References.of(parsed.tree()).stream()
                .map(each -> ExpressionDump.of(new ScopeTraversalExpression(each))))
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
  }
}
