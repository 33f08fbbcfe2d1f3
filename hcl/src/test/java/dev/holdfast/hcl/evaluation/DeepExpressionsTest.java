package dev.holdfast.hcl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Evaluation runs on virtual threads, whose stacks are small; expressions as deep as the parser
/// lets through must fit.
final class DeepExpressionsTest {

  private static final long ROOMY = 64L << 20;

  /// Repeated around a `1` until the parser refuses.
  private record Shape(String before, String after) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("(", ")"),
          new Shape("[", "]"),
          new Shape("[for x in [1] : ", "]"),
          new Shape("{a = ", "}"),
          new Shape("true ? ", " : 2"),
          new Shape("false ? 2 : ", ""),
          new Shape("1 + ", ""),
          new Shape("!", ""),
          new Shape("\"a${", "}\""),
          new Shape("\"%{ for x in [1] }${", "}%{ endfor }\""),
          new Shape("\"%{ if true }${", "}%{ endif }\""),
          new Shape("max(", ")"),
          new Shape("try(", ")"),
          new Shape("[[", "]][*][0]"));

  @TestFactory
  Stream<DynamicTest> fitOnAVirtualThread() {
    return SHAPES.stream()
        .map(shape -> DynamicTest.dynamicTest(shape.before(), () -> evaluateDeepest(shape)));
  }

  private static void evaluateDeepest(Shape shape) throws Throwable {
    AtomicReference<Expression> deepest = new AtomicReference<>();
    // What is tested is evaluation, so the parser may have all the stack it wants.
    run(Thread.ofPlatform().stackSize(ROOMY), () -> deepest.set(deepest(shape)));
    Expression expression = deepest.get();
    run(
        Thread.ofVirtual(),
        () -> {
          Evaluation evaluation = Evaluator.evaluate(expression, TestScope.of(Path.of(".")));
          assertThat(ValueText.of(evaluation.value())).isNotEmpty();
        });
  }

  private static Expression deepest(Shape shape) {
    int depth = HclParser.MAXIMUM_DEPTH;
    Parsed<Expression> parsed = parse(shape, depth);
    while (parsed.hasErrors()) {
      depth--;
      parsed = parse(shape, depth);
    }
    // A repetition nests one or two levels, and what stands in the middle is one more.
    assertThat(depth).isGreaterThanOrEqualTo(HclParser.MAXIMUM_NESTING / 2 - 1);
    return parsed.tree();
  }

  private static Parsed<Expression> parse(Shape shape, int depth) {
    String text = shape.before().repeat(depth) + "1" + shape.after().repeat(depth);
    return HclParser.parseExpression(SourceFile.of("deep", text));
  }

  private static void run(Thread.Builder builder, Executable work) throws Throwable {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        builder.start(() -> {
          try {
            work.execute();
          } catch (Throwable e) {
            failure.set(e);
          }
        });
    thread.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
