package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Gives an input variable its value: default, conversion, marks and validation.
final class VariableEvaluation {
  private final ModuleEvaluation module;
  private final Variable variable;

  VariableEvaluation(ModuleEvaluation module, Variable variable) {
    this.module = module;
    this.variable = variable;
  }

  /// The value given by the user, already converted, or the default where there is none.
  Value fromOutside(@Nullable Value given) {
    return given == null ? fromDefault() : finish(given, variable.range());
  }

  /// The default; unknown where there is none, which the static checks or the caller report.
  Value fromDefault() {
    Value value = variable.defaultValue();
    return finish(value == null ? Value.unknown(variable.type()) : value, variable.range());
  }

  /// The value that a module call passes.
  Value fromCaller(Value given, Attribute input) {
    Value converted;
    try {
      Value complete =
          given.isNull() || variable.defaults().isEmpty()
              ? given
              : variable.defaults().apply(given);
      converted = Conversion.convert(complete, variable.type());
    } catch (ConversionException mismatch) {
      module
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Invalid value for module argument",
                  "The given value is not suitable for child module variable \"%s\" defined at %s:"
                          .formatted(variable.name(), variable.range())
                      + " "
                      + mismatch.getMessage()
                      + ".",
                  input.expression().range()));
      return Value.unknown(variable.type());
    }
    if (!variable.ephemeral() && Marks.of(converted).contains(Mark.EPHEMERAL)) {
      module
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Variable does not allow ephemeral value",
                  "The value given for the variable \"%s\" is ephemeral, but the variable is not"
                          .formatted(variable.name())
                      + " declared so. Add \"ephemeral = true\" to its block.",
                  input.expression().range()));
      return Value.unknown(variable.type());
    }
    return finish(converted, input.expression().range());
  }

  private Value finish(Value given, SourceRange range) {
    Value value = given;
    if (value.isNull() && !variable.nullable()) {
      if (variable.defaultValue() != null) {
        value = variable.defaultValue();
      } else {
        module
            .diagnostics()
            .add(
                Diagnostic.error(
                    "Required variable not set",
                    "The given value is not suitable for variable \"%s\": required variable may not"
                            .formatted(variable.name())
                        + " be set to null.",
                    range));
        return Value.unknown(variable.type());
      }
    }
    if (variable.sensitive()) {
      value = value.mark(Mark.SENSITIVE);
    }
    if (variable.ephemeral()) {
      value = value.mark(Mark.EPHEMERAL);
    }
    return value;
  }

  /// Checks the custom validation rules. Apart from the value itself, since the rules refer to it.
  void validate() {
    if (variable.validations().isEmpty()) {
      return;
    }
    ConditionEvaluation conditions =
        new ConditionEvaluation(module.diagnostics(), module.scope())
            .notingTo(
                module.evaluation().checks(),
                "var",
                module.configurationPrefix() + "var." + variable.name(),
                module.prefix() + "var." + variable.name());
    for (CheckRule rule : variable.validations()) {
      String checkedBy = "\n\nThis was checked by the validation rule at " + rule.range() + ".";
      conditions.check(rule, "Invalid value for variable", variable.range(), checkedBy);
    }
  }
}
