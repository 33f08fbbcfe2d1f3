package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Optional;

/// Functions that look at the expressions of their arguments, not only at their values.
enum SpecialForm {
  /// `try(a, b, …)`: the first argument without a fault.
  TRY {
    @Override
    Value value(CallEvaluation evaluation) {
      if (evaluation.call().arguments().isEmpty()) {
        return evaluation.failed("at least one argument is required");
      }
      StringBuilder faults = new StringBuilder();
      for (Expression argument : evaluation.call().arguments()) {
        Evaluation attempt = Evaluator.evaluateQuietly(argument, evaluation.scope());
        if (!attempt.hasErrors()) {
          // What is not wholly known may still turn out to be a fault, and then another argument
          // of another type is the result.
          return attempt.value().isWhollyKnown()
              ? attempt.value()
              : Values.UNKNOWN.mark(attempt.value().marks());
        }
        describe(faults, attempt.diagnostics());
      }
      return evaluation.failed(
          "no expression succeeded:\n%s\nAt least one expression must produce a successful result"
              .formatted(faults));
    }
  },

  /// `can(a)`: whether the argument has no fault.
  CAN {
    @Override
    Value value(CallEvaluation evaluation) {
      if (evaluation.call().arguments().size() != 1) {
        return evaluation.fault(
            evaluation.call().arguments().isEmpty()
                ? "Not enough function arguments"
                : "Too many function arguments",
            evaluation.call().arguments().isEmpty()
                ? "Function \"can\" expects 1 argument(s). Missing value for \"expression\"."
                : "Function \"can\" expects only 1 argument(s).",
            evaluation.call().argumentsRange());
      }
      Evaluation attempt =
          Evaluator.evaluateQuietly(evaluation.call().arguments().getFirst(), evaluation.scope());
      if (attempt.hasErrors()) {
        return Values.FALSE;
      }
      return attempt.value().isWhollyKnown()
          ? Values.TRUE
          : Refinements.notNull(Value.unknown(Type.BOOLEAN));
    }
  },

  /// `convert(value, type)`: the value as a type that is written as in a variable's `type`.
  CONVERT {
    @Override
    Value value(CallEvaluation evaluation) {
      List<Expression> arguments = evaluation.call().arguments();
      if (arguments.size() != 2) {
        return evaluation.fault(
            arguments.size() < 2 ? "Not enough function arguments" : "Too many function arguments",
            arguments.size() < 2
                ? "Function \"convert\" expects 2 argument(s). Missing value for \"%s\"."
                    .formatted(arguments.isEmpty() ? "value" : "type")
                : "Function \"convert\" expects only 2 argument(s).",
            evaluation.call().argumentsRange());
      }
      Value value = evaluation.evaluator().value(arguments.getFirst(), evaluation.scope());
      Parsed<TypeConstraint> constraint = TypeConstraintParser.parseConstraint(arguments.get(1));
      evaluation.evaluator().add(constraint.diagnostics());
      if (constraint.hasErrors()) {
        return Values.UNKNOWN;
      }
      try {
        return constraint.tree().apply(value);
      } catch (ConversionException e) {
        return evaluation.fault(
            "Invalid function argument",
            "Invalid value for \"value\" parameter: %s.".formatted(e.getMessage()),
            FirstRange.of(arguments.getFirst()));
      }
    }
  };

  abstract Value value(CallEvaluation evaluation);

  /// The form that a function's name calls, with or without its namespace.
  static Optional<SpecialForm> of(String name) {
    return switch (name) {
      case "try", "core::try" -> Optional.of(TRY);
      case "can", "core::can" -> Optional.of(CAN);
      case "convert", "core::convert" -> Optional.of(CONVERT);
      default -> Optional.empty();
    };
  }

  private static void describe(StringBuilder text, List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (!diagnostic.isError()) {
        continue;
      }
      SourceRange subject = diagnostic.subject();
      text.append("- ").append(diagnostic.summary());
      if (subject != null) {
        text.append(" (at ")
            .append(subject.filename())
            .append(':')
            .append(subject.start().line())
            .append(',')
            .append(subject.start().column())
            .append('-')
            .append(
                subject.end().line() == subject.start().line()
                    ? String.valueOf(subject.end().column())
                    : subject.end().line() + "," + subject.end().column())
            .append(')');
      }
      text.append("\n  ").append(diagnostic.detail()).append('\n');
    }
  }
}
