package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Cases in a text file, written as a session with a console: a line `> expression`, and under it
/// what is printed. Lines that begin with `#` are comments.
public record Transcript(String name, String expression, String expected) {

  /// The cases of a file beside a class.
  public static List<Transcript> read(Class<?> beside, String file) {
    List<Transcript> cases = new ArrayList<>();
    String expression = null;
    StringBuilder expected = new StringBuilder();
    for (String line : text(beside, file).split("\n", -1)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("> ")) {
        if (expression != null) {
          cases.add(
              new Transcript(file + ": " + expression, expression, expected.toString().strip()));
        }
        expression = line.substring(2);
        expected.setLength(0);
      } else {
        expected.append(line).append('\n');
      }
    }
    if (expression != null) {
      cases.add(new Transcript(file + ": " + expression, expression, expected.toString().strip()));
    }
    return cases;
  }

  private static String text(Class<?> beside, String file) {
    try (InputStream stream = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is printed for the expression in a scope: its value, or each error as `Error: summary:
  /// detail`.
  public String answer(Scope scope) {
    Parsed<Expression> parsed = HclParser.parseExpression(SourceFile.of("case", expression));
    if (parsed.hasErrors()) {
      return errors(parsed.diagnostics());
    }
    Evaluation evaluation = Evaluator.evaluate(parsed.tree(), scope);
    return evaluation.hasErrors()
        ? errors(evaluation.diagnostics())
        : ValueText.of(evaluation.value());
  }

  private static String errors(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(diagnostic -> "Error: " + diagnostic.summary() + ": " + diagnostic.detail())
        .collect(Collectors.joining("\n"));
  }
}
