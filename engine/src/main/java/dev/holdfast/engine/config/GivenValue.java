package dev.holdfast.engine.config;

import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.evaluation.TypeConstraint;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// A value for a variable of the root module as it came from outside.
sealed interface GivenValue {

  /// From a file of values.
  record FromFile(Attribute attribute) implements GivenValue {}

  /// From the command line or the environment.
  ///
  /// @param origin how it was given, for messages
  record FromText(String text, Origin origin, String described) implements GivenValue {}

  /// From a program, such as a saved plan.
  record Known(Value value) implements GivenValue {}

  /// From a test file.
  record FromTest(Value value, SourceRange range) implements GivenValue {}

  /// Where a text came from.
  enum Origin {
    COMMAND_LINE,
    ENVIRONMENT
  }

  /// The value by itself, a text as it is; null after a fault, which is noted.
  default @Nullable Value raw(Diagnostics diagnostics) {
    return switch (this) {
      case FromFile(Attribute attribute) -> constant(attribute.expression(), diagnostics);
      case Known(Value value) -> value;
      case FromTest(Value value, var _) -> value;
      case FromText(String text, var _, var _) -> Value.of(text);
    };
  }

  /// The value as the variable wants it; null after a fault, which is noted.
  default @Nullable Value read(Variable variable, Diagnostics diagnostics) {
    Value raw =
        switch (this) {
          case FromText(String text, var _, var _)
              when variable.parsing() == Variable.Parsing.EXPRESSION -> {
            SourceFile source =
                SourceFile.of("<value for var.%s>".formatted(variable.name()), text);
            Parsed<Expression> parsed = HclParser.parseExpression(source);
            diagnostics.addAll(parsed.diagnostics());
            yield parsed.hasErrors() ? null : constant(parsed.tree(), diagnostics);
          }
          default -> raw(diagnostics);
        };
    if (raw == null) {
      return null;
    }
    if (raw.isNull() && !variable.nullable()) {
      Value defaultValue = variable.defaultValue();
      if (defaultValue == null) {
        refuse(
            "Required variable not set",
            variable,
            "required variable may not be set to null",
            diagnostics);
      }
      return defaultValue;
    }
    try {
      return new TypeConstraint(variable.type(), variable.defaults()).apply(raw);
    } catch (ConversionException exception) {
      refuse("Invalid value for input variable", variable, exception.getMessage(), diagnostics);
      return null;
    }
  }

  private void refuse(
      String summary, Variable variable, @Nullable String reason, Diagnostics diagnostics) {
    SourceRange place =
        switch (this) {
          case FromFile(Attribute attribute) -> attribute.expression().range();
          case FromTest(var _, SourceRange range) -> range;
          default -> null;
        };
    String described =
        this instanceof FromText(var _, var _, String how) ? " set using " + how : "";
    diagnostics.add(
        Diagnostic.error(
            summary,
            "The given value is not suitable for var.%s declared at %s%s: %s."
                .formatted(variable.name(), variable.range(), described, reason),
            place));
  }

  private static @Nullable Value constant(Expression expression, Diagnostics diagnostics) {
    Evaluation evaluation = Evaluator.evaluate(expression, NothingScope.NOTHING);
    diagnostics.addAll(evaluation.diagnostics());
    return evaluation.hasErrors() ? null : evaluation.value();
  }
}
