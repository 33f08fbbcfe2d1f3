package dev.holdfast.hcl.syntax;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.format.Formatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any text, tried on texts made of random tokens and of damaged good files. The
/// seeds are fixed, so that a failure can be repeated.
class RandomTextTest {
  private static final int TEXTS = 3_000;

  private static final List<String> SCRAPS =
      List.of(
          "a",
          "b.c",
          "for",
          "in",
          "if",
          "=",
          "==",
          "=>",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "\"",
          "${",
          "%{",
          "~}",
          "}",
          "<<EOT\n",
          "<<-EOT\n",
          "EOT\n",
          "\n",
          "\r\n",
          " ",
          ",",
          ".",
          "...",
          "*",
          "?",
          ":",
          "::",
          "!",
          "-",
          "+",
          "/",
          "#",
          "//",
          "/*",
          "*/",
          "1",
          "2.5e3",
          "\\",
          "\\u00e9",
          "é",
          "\uD83D\uDC69\u200D\uD83D\uDC67",
          "'",
          ";",
          "\r",
          "\0",
          "if x",
          "endif",
          "true",
          "null",
          "\t",
          "$${",
          "~");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isParsedWithoutFailingWhateverTheTokens(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
      }
      check(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors/expressions.hcl", "errors/structure.hcl", "valid.hcl"})
  void isParsedWithoutFailingWhateverTheDamage(String name) throws IOException {
    byte[] whole = Resources.text(name).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(4);
    for (int i = 0; i < TEXTS / 5; i++) {
      int start = random.nextInt(whole.length);
      int end = start + random.nextInt(Math.min(400, whole.length - start) + 1);
      byte[] damaged = Arrays.copyOfRange(whole, start, end);
      for (int j = 0; damaged.length > 0 && j < random.nextInt(4); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      check(damaged);
    }
  }

  private static void check(byte[] text) {
    SourceFile source = SourceFile.of("f", text);
    checkTokens(source);
    Parsed<HclFile> parsed = HclParser.parseFile(source);
    parsed.diagnostics().forEach(diagnostic -> checkDiagnostic(source, diagnostic));
    checkBody(source, (NativeBody) parsed.tree().body());
    check(source, HclParser.parseExpression(source));
    check(source, HclParser.parseTemplate(source));
    Parsed<HclFile> json = HclParser.parseJson(source);
    json.tree()
        .body()
        .justAttributes()
        .attributes()
        .values()
        .forEach(attribute -> checkExpression(source, attribute.expression()));
    if (!parsed.hasErrors()) {
      checkFormat(source);
    }
  }

  private static void checkTokens(SourceFile source) {
    int last = 0;
    for (Token token : Token.listOf(source).tree()) {
      assertThat(token.start()).isBetween(last, token.end());
      String between = source.text(last, token.start());
      assertThat(last == 0 ? between.replace("\uFEFF", "") : between).isBlank();
      last = token.end();
    }
    assertThat(last).isEqualTo(source.size());
  }

  private static void check(SourceFile source, Parsed<Expression> parsed) {
    parsed.diagnostics().forEach(diagnostic -> checkDiagnostic(source, diagnostic));
    checkExpression(source, parsed.tree());
    References.of(parsed.tree());
  }

  private static void checkBody(SourceFile source, NativeBody body) {
    for (Attribute attribute : body.attributes().values()) {
      assertThat(attribute.name()).isEqualTo(source.text(attribute.nameRange()));
      checkExpression(source, attribute.expression());
    }
    for (Block block : body.blocks()) {
      checkRange(source, block.definitionRange());
      checkBody(source, (NativeBody) block.body());
    }
  }

  private static void checkExpression(SourceFile source, Expression expression) {
    checkRange(source, expression.range());
    expression.children().forEach(child -> checkExpression(source, child));
  }

  private static void checkDiagnostic(SourceFile source, Diagnostic diagnostic) {
    checkRange(source, requireNonNull(diagnostic.subject()));
  }

  private static void checkRange(SourceFile source, SourceRange range) {
    assertThat(range.start().offset()).isBetween(0, range.end().offset());
    assertThat(range.end().offset()).isLessThanOrEqualTo(source.size());
    assertThat(range.start().column()).isPositive();
    assertThat(source.position(range.start().offset())).isEqualTo(range.start());
  }

  private static void checkFormat(SourceFile source) {
    Parsed<String> once = Formatter.format(source);
    Parsed<String> twice = Formatter.format(SourceFile.of("f", once.tree()));
    assertThat(twice.diagnostics()).as(once.tree()).isEmpty();
    assertThat(twice.tree()).isEqualTo(once.tree());
    assertThat(tokens(Formatter.layOut(source))).isEqualTo(tokens(source.text(0, source.size())));
  }

  private static List<String> tokens(String text) {
    SourceFile source = SourceFile.of("f", text);
    return Token.listOf(source).tree().stream()
        .map(token -> token.type() + " " + source.text(token.start(), token.end()))
        .toList();
  }
}
