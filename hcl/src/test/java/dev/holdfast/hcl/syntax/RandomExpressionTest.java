package dev.holdfast.hcl.syntax;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.evaluation.TestScope;
import dev.holdfast.hcl.format.Formatter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any expression without syntax errors. The seeds are fixed, so that a failure can
/// be repeated.
class RandomExpressionTest {
  private static final int EXPRESSIONS = 1_500;
  private static final int DEPTH = 4;

  private final Scope scope = TestScope.of(Path.of("."));

  private static SourceFile source(String text) {
    return SourceFile.of("f", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Expression parse(String text) {
    Parsed<Expression> parsed = HclParser.parseExpression(source(text));
    assertThat(parsed.diagnostics()).as(text).isEmpty();
    return parsed.tree();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPrintedTreeIsParsedToItself(long seed) {
    RandomExpression random = new RandomExpression(new Random(seed));
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = random.text(DEPTH);
      Expression tree = parse(text);
      String printed = ExpressionPrinter.print(tree);
      assertThat(ExpressionDump.of(parse(printed)))
          .as(text + "\n  printed as\n" + printed)
          .isEqualTo(ExpressionDump.of(tree));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void formattingNeverChangesAMeaningAndIsDoneAtOnce(long seed) {
    RandomExpression random = new RandomExpression(new Random(seed));
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = "block {\na=" + random.text(DEPTH) + "\nlonger   =  1\n}\n";
      Parsed<String> once = Formatter.format(source(text));
      assertThat(once.diagnostics()).as(text).isEmpty();
      assertThat(Formatter.format(source(once.tree())).tree()).as(text).isEqualTo(once.tree());
      assertThat(meaning(once.tree()))
          .as(text + "\n  became\n" + once.tree())
          .isEqualTo(meaning(text));
    }
  }

  /// The value of the attribute, or how often its evaluation complains.
  private Object meaning(String file) {
    NativeBody body = (NativeBody) HclParser.parseFile(source(file)).tree().body();
    NativeBody block = (NativeBody) body.blocks().getFirst().body();
    Attribute attribute = requireNonNull(block.attributes().get("a"));
    Evaluation evaluation = Evaluator.evaluate(attribute.expression(), scope);
    return evaluation.hasErrors()
        ? "%d faults".formatted(evaluation.diagnostics().size())
        : evaluation.value();
  }
}
