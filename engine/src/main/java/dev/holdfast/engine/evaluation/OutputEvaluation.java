package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.Output;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;

/// Gives an output value its value, after its preconditions.
final class OutputEvaluation {
  private final ModuleEvaluation module;

  OutputEvaluation(ModuleEvaluation module) {
    this.module = module;
  }

  Value valueOf(Output output) {
    output.dependsOn().forEach(module::await);
    ConditionEvaluation conditions =
        new ConditionEvaluation(module.diagnostics(), module.scope())
            .notingTo(
                module.evaluation().checks(),
                "output",
                module.configurationPrefix() + "output." + output.name(),
                module.prefix() + "output." + output.name());
    boolean holds = true;
    for (CheckRule rule : output.preconditions()) {
      holds &= conditions.check(rule, "Module output value precondition failed", null, "");
    }
    if (!holds) {
      return Values.UNKNOWN;
    }
    Value value =
        module.address().isRoot()
            ? module.value(output.expression(), module.scope())
            : module.passedOn(output.expression(), module.scope());
    if (output.sensitive()) {
      value = value.mark(Mark.SENSITIVE);
    } else if (module.address().isRoot() && Marks.isSensitive(value)) {
      module
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Output refers to sensitive values",
                  "To reduce the risk of accidentally exporting sensitive data that was intended to"
                      + " be only internal, Holdfast requires that any root module output containing"
                      + " sensitive data be explicitly marked as sensitive, to confirm your"
                      + " intent.\n\nIf you do intend to export this data, annotate the output value"
                      + " as sensitive by adding the following argument:\n    sensitive = true",
                  output.range()));
      value = value.mark(Mark.SENSITIVE);
    }
    if (output.ephemeral()) {
      return value.mark(Mark.EPHEMERAL);
    }
    if (Marks.of(value).contains(Mark.EPHEMERAL)) {
      module
          .diagnostics()
          .add(
              Diagnostic.error(
                  "Output does not allow ephemeral value",
                  "The value of the output \"%s\" is ephemeral, but the output is not declared so. %s"
                      .formatted(
                          output.name(),
                          module.address().isRoot()
                              ? "Output values of the root module are stored, so they may not hold"
                                  + " ephemeral values."
                              : "Add \"ephemeral = true\" to its block."),
                  output.expression().range()));
      return Value.unknown(value.type());
    }
    return value;
  }
}
