package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.FunctionFault;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.function.TemplateEvaluator;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.References;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;

/// Evaluates the templates of `templatefile` and `templatestring` with this language's own
/// expressions.
///
/// @param functions what the templates can call
/// @param depth how many templates are being evaluated around the next one
public record LanguageTemplates(Functions functions, int depth) implements TemplateEvaluator {
  /// Templates that include themselves must end somewhere, before the stack does.
  private static final int DEEPEST = 64;

  /// Templates that can call these functions.
  public LanguageTemplates(Functions functions) {
    this(functions, 0);
  }

  @Override
  public Value evaluate(
      String source, String name, Map<String, Value> variables, FunctionContext context)
      throws FunctionFault {
    if (depth >= DEEPEST) {
      throw FunctionFault.of("maximum recursion depth %d reached in %s".formatted(DEEPEST, name));
    }
    Parsed<Expression> parsed = HclParser.parseTemplate(SourceFile.of(name, source));
    failOnError(parsed.diagnostics());
    for (Traversal traversal : References.of(parsed.tree())) {
      if (!variables.containsKey(traversal.root())) {
        throw FunctionFault.at(
            1,
            "vars map does not contain key %s, referenced at %s"
                .formatted(QuotedText.of(traversal.root()), traversal.rootRange()));
      }
    }
    FunctionContext inner = context.withTemplates(new LanguageTemplates(functions, depth + 1));
    Evaluation evaluation =
        Evaluator.evaluate(parsed.tree(), new VariableScope(variables, functions, inner));
    failOnError(evaluation.diagnostics());
    return evaluation.value();
  }

  private static void failOnError(List<Diagnostic> diagnostics) throws FunctionFault {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        String place = diagnostic.subject() == null ? "" : diagnostic.subject() + ": ";
        throw FunctionFault.of(
            place + diagnostic.summary() + "; " + withoutStop(diagnostic.detail()));
      }
    }
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
