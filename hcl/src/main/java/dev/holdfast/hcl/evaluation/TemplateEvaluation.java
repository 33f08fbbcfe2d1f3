package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.TemplateExpression;
import dev.holdfast.hcl.syntax.TemplateForExpression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Evaluates templates and their loops. With an unknown part the string is unknown, but what comes
/// before that part is known to be its prefix.
final class TemplateEvaluation {
  private static final String SUMMARY = "Invalid template interpolation value";

  private final StringBuilder text = new StringBuilder();
  private final Set<Mark> marks = new LinkedHashSet<>();
  private boolean known = true;

  private TemplateEvaluation() {}

  static Value value(Evaluator evaluator, TemplateExpression template, Scope scope) {
    TemplateEvaluation evaluation = new TemplateEvaluation();
    for (Expression part : template.parts()) {
      if (part instanceof LiteralExpression literal
          && literal.value() instanceof StringValue string) {
        evaluation.append(string.value());
        continue;
      }
      Value value = evaluator.value(part, scope);
      evaluation.append(
          evaluator,
          value,
          part,
          template,
          scope,
          "The expression result is null. Cannot include a null value in a string template.",
          "Cannot include the given value in a string template: %s.");
    }
    return evaluation.result();
  }

  static Value value(Evaluator evaluator, TemplateForExpression loop, Scope scope) {
    TemplateEvaluation evaluation = new TemplateEvaluation();
    Optional<List<Elements.Entry>> entries =
        ForEvaluation.elements(evaluator, loop.collection(), loop.range(), scope, evaluation.marks);
    if (entries.isEmpty()) {
      return Refinements.notNull(Value.unknown(Type.STRING)).mark(evaluation.marks);
    }
    for (Elements.Entry entry : entries.get()) {
      Scope inner = ForEvaluation.scope(scope, loop.keyName(), loop.valueName(), entry);
      evaluation.append(
          evaluator,
          evaluator.value(loop.body(), inner),
          loop.body(),
          loop,
          inner,
          "An iteration result is null. Cannot include a null value in a string template.",
          "Cannot include one of the interpolation results into the string template: %s.");
    }
    return evaluation.result();
  }

  private void append(String literal) {
    if (known) {
      text.append(literal);
    }
  }

  private void append(
      Evaluator evaluator,
      Value value,
      Expression part,
      Expression whole,
      Scope scope,
      String whenNull,
      String whenNoString) {
    if (value.isNull()) {
      evaluator.fault(
          Diagnostic.error(SUMMARY, whenNull, part.range()).withContext(whole.range()),
          part,
          scope);
      known = false;
      return;
    }
    Value converted;
    try {
      converted = Conversion.convert(value, Type.STRING);
    } catch (ConversionException e) {
      evaluator.fault(
          Diagnostic.error(SUMMARY, whenNoString.formatted(e.getMessage()), part.range())
              .withContext(whole.range()),
          part,
          scope);
      known = false;
      return;
    }
    marks.addAll(converted.marks());
    switch (converted) {
      case StringValue string -> append(string.value());
      case UnknownValue unknown -> {
        append(unknown.refinement().prefix());
        known = false;
      }
      default -> throw new IllegalStateException("a string is neither known nor unknown");
    }
  }

  private Value result() {
    Value result =
        known
            ? Value.of(text.toString())
            : Refinements.refine(
                Value.unknown(Type.STRING),
                new Refinement(true, text.toString(), null, null, 0, Integer.MAX_VALUE));
    return result.mark(marks);
  }
}
