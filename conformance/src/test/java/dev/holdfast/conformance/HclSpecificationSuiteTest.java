package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conformance.hcldec.Decoding;
import dev.holdfast.conformance.hcldec.SpecificationFile;
import dev.holdfast.conformance.hcldec.VariablesScope;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.evaluation.TypeConstraintParser;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.ExpressionText;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The suite of the HCL specification (`specsuite` of hashicorp/hcl): a file, how it is decoded,
/// and what must come of it.
final class HclSpecificationSuiteTest {
  private static final String SUITE = "hcl-specsuite";

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    Path folder = ConformanceData.folder(SUITE);
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> inputs =
          all.filter(path -> path.toString().endsWith(".hcl") || isJson(path)).sorted().toList();
      return Suite.tests(SUITE, inputs, path -> folder.relativize(path).toString(), this::judge);
    }
  }

  private static boolean isJson(Path path) {
    return path.toString().endsWith(".hcl.json");
  }

  /// The outcome of decoding one file.
  private record Outcome(SourceFile source, Decoding.Decoded decoded) {}

  private void judge(Path input) throws Exception {
    String base = input.toString().replaceFirst("\\.hcl(\\.json)?$", "");
    HclFile expectation = parse(Path.of(base + ".t"));
    NativeBody expected = (NativeBody) expectation.body();
    SpecificationFile specification = SpecificationFile.parse(source(Path.of(base + ".hcldec")));
    Outcome outcome = decode(input, specification);

    List<String> diagnostics = new ArrayList<>();
    for (Block block : expected.blocks()) {
      switch (block.type()) {
        case "diagnostics" -> diagnostics.addAll(expectedDiagnostics(block));
        case "traversals" -> judgeTraversals(block, expectation.source(), outcome);
        default -> throw new IllegalArgumentException("unknown expectation " + block.type());
      }
    }
    assertThat(outcome.decoded().diagnostics())
        .extracting(HclSpecificationSuiteTest::place)
        .containsExactlyInAnyOrderElementsOf(diagnostics);
    judgeResult(expected, outcome);
  }

  private static Outcome decode(Path input, SpecificationFile specification) {
    SourceFile source = source(input);
    Parsed<HclFile> parsed =
        isJson(input) ? HclParser.parseJson(source) : HclParser.parseFile(source);
    if (parsed.hasErrors()) {
      return new Outcome(
          source,
          new Decoding.Decoded(Value.unknown(Type.DYNAMIC), parsed.diagnostics(), List.of()));
    }
    VariablesScope scope = new VariablesScope(specification.variables());
    return new Outcome(source, Decoding.decode(specification.root(), parsed.tree().body(), scope));
  }

  private static void judgeResult(NativeBody expected, Outcome outcome) throws Exception {
    Attribute result = expected.attributes().get("result");
    Attribute resultType = expected.attributes().get("result_type");
    Type type = outcome.decoded().value().type();
    if (resultType != null) {
      assertThat(type)
          .isEqualTo(TypeConstraintParser.parseConstraint(resultType.expression()).tree().type());
    }
    if (result != null) {
      Evaluation wanted = Evaluator.evaluate(result.expression(), NothingScope.NOTHING);
      assertThat(wanted.diagnostics()).isEmpty();
      assertThat(outcome.decoded().value()).isEqualTo(Conversion.convert(wanted.value(), type));
    }
  }

  private static void judgeTraversals(Block block, SourceFile source, Outcome outcome) {
    List<String> expected = new ArrayList<>();
    for (Block each : ((NativeBody) block.body()).blocks()) {
      expected.add(ExpressionText.of(attribute(each, "ref").expression(), source));
    }
    assertThat(outcome.decoded().references())
        .extracting(each -> outcome.source().text(each.range()))
        .containsExactlyElementsOf(expected);
  }

  private static List<String> expectedDiagnostics(Block block) {
    List<String> expected = new ArrayList<>();
    for (Block each : ((NativeBody) block.body()).blocks()) {
      Severity severity = each.type().equals("error") ? Severity.ERROR : Severity.WARNING;
      List<Block> ends = ((NativeBody) each.body()).blocks();
      expected.add(
          severity + " " + position(ends.get(0), "from") + " " + position(ends.get(1), "to"));
    }
    return expected;
  }

  private static SourcePosition position(Block block, String type) {
    assertThat(block.type()).isEqualTo(type);
    return new SourcePosition(
        number(block, "line"), number(block, "column"), number(block, "byte"));
  }

  private static int number(Block block, String name) {
    Value value =
        Evaluator.evaluate(attribute(block, name).expression(), NothingScope.NOTHING).value();
    return Integer.parseInt(((NumberValue) value).value().toString());
  }

  private static Attribute attribute(Block block, String name) {
    return Objects.requireNonNull(((NativeBody) block.body()).attributes().get(name), name);
  }

  private static String place(Diagnostic diagnostic) {
    SourceRange subject = Objects.requireNonNull(diagnostic.subject());
    return diagnostic.severity() + " " + subject.start() + " " + subject.end();
  }

  private static HclFile parse(Path file) {
    Parsed<HclFile> parsed = HclParser.parseFile(source(file));
    assertThat(parsed.diagnostics()).isEmpty();
    return parsed.tree();
  }

  private static SourceFile source(Path file) {
    try {
      return SourceFile.of(file.getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
