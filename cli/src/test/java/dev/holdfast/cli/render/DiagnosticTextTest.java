package dev.holdfast.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.ReferenceNote;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTextTest {
  private static final SourceFile MAIN =
      SourceFile.of(
          "main.tf",
          """
          variable "x" {
          }

          resource "test_thing" "a" {
          \tsize = "größe ${var.x.y}"
            list = [
              1,
              2,
            ]
          }
          resource "test_thing" "a" {
          }
          """);

  private final Sources sources = new Sources(Path.of("/nonexistent"));

  DiagnosticTextTest() {
    sources.add(MAIN);
  }

  @Test
  void pointsAtThePlaceAndNamesTheBlock() {
    Diagnostic diagnostic =
        Diagnostic.error("Unsupported attribute", "Does not exist.", find("var.x.y"))
            .withNotes(List.of(new ReferenceNote("var.x", "is 3")));

    assertThat(plain(diagnostic))
        .isEqualTo(
            """

            Error: Unsupported attribute

              on main.tf line 5, in resource "test_thing" "a":
               5: \tsize = "größe ${var.x.y}"
                  \t                ^^^^^^^
                ├────────────────
                │ var.x is 3

            Does not exist.
            """);
  }

  @Test
  void headersAreNotSaidTwice() {
    assertThat(plain(Diagnostic.warning("Duplicate", "Already there.", header(2))))
        .isEqualTo(
            """

            Warning: Duplicate

              on main.tf line 11:
              11: resource "test_thing" "a" {
                  ^^^^^^^^^^^^^^^^^^^^^^^^^

            Already there.
            """);
  }

  @Test
  void aBlockOnOneLineIsNotAroundTheNextOne() {
    SourceFile file = SourceFile.of("short.tf", "locals { a = 1 }\nlocals { b = 2 }\n");
    sources.add(file);

    assertThat(plain(Diagnostic.error("S", "D", file.range(17, 23))))
        .contains("  on short.tf line 2:\n");
    assertThat(plain(Diagnostic.error("S", "D", file.range(30, 31))))
        .contains("  on short.tf line 2, in locals:\n");
  }

  @Test
  void showsAllLinesOfALongSubject() {
    SourceRange list = MAIN.range(offset("[\n"), offset("  ]\n}") + 3);

    assertThat(plain(Diagnostic.error("Bad list", "", list)))
        .contains("   6:   list = [\n", "   7:     1,\n   8:     2,\n", "   9:   ]\n");
  }

  @Test
  void shortensLinesThatNobodyHasWritten() {
    SourceFile generated = SourceFile.of("long.tf", "a".repeat(900) + "XY" + "b".repeat(900));
    sources.add(generated);

    assertThat(plain(Diagnostic.error("S", "D", generated.range(900, 902))))
        .contains(
            "   1: …%sXY%s…\n      %s^^\n"
                .formatted("a".repeat(200), "b".repeat(200), " ".repeat(201)));
  }

  @Test
  void wrapsSentencesButNotExamples() {
    String detail = "word ".repeat(12).strip() + "\n\n  example  that   stays";

    assertThat(new DiagnosticText(sources, Palette.PLAIN, 30).of(Diagnostic.error("S", detail)))
        .isEqualTo(
            """

            Error: S

            word word word word word word
            word word word word word word

              example  that   stays
            """);
  }

  @Test
  void framesInColour() {
    assertThat(
            new DiagnosticText(sources, Palette.COLOURED, 78)
                .of(Diagnostic.error("S", "D", find("var.x.y")).about("test_thing.a")))
        .startsWith("\u001b[31m╷\u001b[0m\n\u001b[31m│\u001b[0m \u001b[1m\u001b[31mError: ")
        .contains("  with \u001b[1mtest_thing.a\u001b[0m,\n", "${\u001b[4mvar.x.y\u001b[0m}")
        .endsWith("\u001b[31m╵\u001b[0m\n");
  }

  @Test
  void stripsControlSequencesOfOthers() {
    Diagnostic diagnostic =
        Diagnostic.error("S\u001b[2J", "D\u001b]0;owned\u0007").about("a\u001b[1m");

    assertThat(plain(diagnostic)).doesNotContain("\u001b").contains("Error: S\n", "\nD\n");
  }

  @Test
  void saysWhenTheSourceIsNotThere() {
    assertThat(plain(Diagnostic.error("S", "D", SourceRange.wholeFile("gone.tf"))))
        .contains("  on gone.tf line 1:\n  (source code not available)\n");
  }

  @Test
  void writesTheJsonOfValidate() {
    String json =
        new DiagnosticJson(sources)
            .validation(
                List.of(
                    Diagnostic.error("Duplicate", "A <b> & c", header(2)),
                    Diagnostic.warning("W", "")));

    assertThat(json)
        .isEqualTo(
            """
            {
              "format_version": "1.0",
              "valid": false,
              "error_count": 1,
              "warning_count": 1,
              "diagnostics": [
                {
                  "severity": "error",
                  "summary": "Duplicate",
                  "detail": "A \\u003cb\\u003e \\u0026 c",
                  "range": {
                    "filename": "main.tf",
                    "start": {
                      "line": 11,
                      "column": 1,
                      "byte": 106
                    },
                    "end": {
                      "line": 11,
                      "column": 26,
                      "byte": 131
                    }
                  },
                  "snippet": {
                    "context": null,
                    "code": "resource \\"test_thing\\" \\"a\\" {",
                    "start_line": 11,
                    "highlight_start_offset": 0,
                    "highlight_end_offset": 25,
                    "values": []
                  }
                },
                {
                  "severity": "warning",
                  "summary": "W",
                  "detail": ""
                }
              ]
            }
            """);
  }

  @Test
  void marksAtLeastOneLetter() {
    SourceRange empty = MAIN.range(offset("size"), offset("size"));

    assertThat(plain(Diagnostic.error("S", "D", empty)))
        .contains("   5: \tsize = \"größe ${var.x.y}\"\n      \t^\n");
    assertThat(new DiagnosticJson(sources).validation(List.of(Diagnostic.error("S", "D", empty))))
        .contains("\"highlight_start_offset\": 1", "\"highlight_end_offset\": 2");
  }

  private String plain(Diagnostic diagnostic) {
    return new DiagnosticText(sources, Palette.PLAIN, 78).of(diagnostic);
  }

  private static SourceRange find(String text) {
    int start = offset(text);
    return MAIN.range(start, start + text.length());
  }

  private static SourceRange header(int which) {
    String text = MAIN.text(0, MAIN.size());
    String header = "resource \"test_thing\" \"a\"";
    int at = which == 1 ? text.indexOf(header) : text.lastIndexOf(header);
    int start = bytes(text.substring(0, at));
    return MAIN.range(start, start + header.length());
  }

  private static int offset(String text) {
    String all = MAIN.text(0, MAIN.size());
    return bytes(all.substring(0, all.indexOf(text)));
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
