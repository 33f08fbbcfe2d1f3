package dev.holdfast.hcl.syntax;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY.withOptional("a", "b").withBlock("disk").withBlock("host", "type", "name");

  @Test
  void readsBlocksFromObjectsAndArraysOfThem() {
    BodyContent content =
        content(
            """
            {"disk": [{"x": 1}, {}], "host": {"t": {"n": {"y": 2}, "m": [{}, {}], "o": null}}}
            """);

    assertThat(content.diagnostics()).isEmpty();
    assertThat(content.blocks("disk")).hasSize(2);
    assertThat(content.blocks("host"))
        .extracting(block -> block.label(0) + "." + block.label(1))
        .containsExactly("t.n", "t.m", "t.m");
    assertThat(content.blocks("host").getFirst().body().justAttributes().attributes())
        .containsOnlyKeys("y");
  }

  @Test
  void readsAnArrayOfObjectsAsOneBody() {
    assertThat(content("[{\"a\": 1}, {\"b\": 2}]").attributes()).containsOnlyKeys("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          12.5                       | 12.5
          true                       | true
          null                       | null
          ""                         | (json)
          "plain \\u00e9\\n\\ud83d\\ude00" | (json "plain é\\n😀")
          "${x.y}"                   | (wrap x.y)
          "a${x}\\"b\\""             | (json "a" x "\\"b\\"")
          "$${x}"                    | (json "${x}")
          ["a", 1, [true]]           | (tuple (json "a") 1 (tuple true))
          {"k": "v", "${k}": 1}      | (object (json "k") (json "v") (wrap k) 1)
          """)
  void readsValuesAsExpressions(String json, String tree) {
    Attribute attribute = content("{\"a\":" + json + "}").attributes().get("a");

    assertThat(ExpressionDump.of(requireNonNull(attribute).expression())).isEqualTo(tree);
  }

  @Test
  void findsExactPlacesBehindEscapes() {
    BodyContent content = content("{\"a\": \"\\u00e9\\n${x.y}\"}");

    Traversal found =
        References.of(content.attributes().values().iterator().next().expression()).getFirst();

    assertThat(found.range()).hasToString("f:1,18-21");
  }

  @Test
  void leavesCommentsOut() {
    assertThat(content("{\"//\": \"note\", \"a\": 1}").diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "a": 2}      | f:1,10-13  | Duplicate argument
          {"aa": 1}             | f:1,2-6    | Extraneous JSON object property
          {"disk": 1}           | f:1,10-11  | Incorrect JSON value type
          {"host": []}          | -          | -
          {"host": {"t": {}}}   | f:1,16-18  | Missing block label
          {"host": {"t": 5}}    | f:1,16-17  | Incorrect JSON value type
          {"a": "${x y}"}       | f:1,12-13  | Extra characters after interpolation expression
          {"a": {"k":1,"k":2}}  | f:1,14-17  | Duplicate object attribute
          "x"                   | f:1,1-4    | Incorrect JSON value type
          {"a": 1,}             | f:1,9-10   | Trailing comma in object
          [1,]                  | f:1,4-5    | Trailing comma in array
          {"a" = 1}             | f:1,6-7    | Missing property value colon
          {a: 1}                | f:1,2-3    | Invalid object property name
          {"a": 01}             | f:1,7-9    | Invalid JSON number
          {"a": 1.}             | f:1,7-9    | Invalid JSON number
          {"a": nil}            | f:1,7-10   | Invalid JSON keyword
          {"a": 1 "b": 2}       | f:1,9-10   | Missing separator
          {"a": "\\q"}          | f:1,8-10   | Invalid escape sequence
          {"a": "x              | f:1,7-8    | Unclosed string
          {"a": [1              | f:1,7-8    | Unclosed array
          {} {}                 | f:1,4-5    | Extraneous data after value
          ``                    | f:1,1-1    | Missing JSON value
          """)
  void reportsWhatIsWrong(String json, String place, String summary) {
    Parsed<HclFile> parsed = HclParser.parseJson(SourceFile.of("f", json));
    BodyContent content = parsed.tree().body().content(SCHEMA);
    List<Diagnostic> found = new ArrayList<>(parsed.diagnostics());
    found.addAll(content.diagnostics());
    for (Block block : content.blocks()) {
      found.addAll(block.body().justAttributes().diagnostics());
    }

    if (summary.equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).first().extracting(Diagnostic::summary).isEqualTo(summary);
      assertThat(found.getFirst().subject()).hasToString(place);
    }
  }

  private static BodyContent content(String json) {
    Parsed<HclFile> parsed = HclParser.parseJson(SourceFile.of("f", json));
    assertThat(parsed.diagnostics()).isEmpty();
    return parsed.tree().body().content(SCHEMA);
  }
}
