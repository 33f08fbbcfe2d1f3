package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that a test file can use by itself: variables, and the outputs of runs that are done.
///
/// A `variables` block sees those of the blocks around it, never its own: so nothing can need
/// itself.
///
/// @param outer where variables are looked for that this block does not give; null for the
///   outermost one
/// @param given by a `variables` block
/// @param outputs of the runs that are done, by their names
/// @param runs the names of all runs of the file
record TestScope(
    @Nullable TestScope outer,
    Map<String, Attribute> given,
    InputVariables input,
    Map<String, Variable> declared,
    Map<String, Value> outputs,
    Set<String> runs,
    FunctionContext functionContext)
    implements Scope {

  /// The scope of what stands inside of another `variables` block.
  TestScope with(Map<String, Attribute> moreGiven) {
    return new TestScope(this, moreGiven, input, declared, outputs, runs, functionContext);
  }

  /// What a `variables` block or the outside gives for a variable, or null.
  @Nullable Evaluation variable(String name) {
    Attribute attribute = given.get(name);
    if (outer == null) {
      return fromOutside(name);
    }
    return attribute == null
        ? outer.variable(name)
        : Evaluator.evaluate(attribute.expression(), outer);
  }

  private @Nullable Evaluation fromOutside(String name) {
    Variable variable = declared.get(name);
    if (variable == null) {
      Value value = input.value(name).orElse(null);
      return value == null ? null : new Evaluation(value, java.util.List.of());
    }
    Value value = input.value(variable).orElse(variable.defaultValue());
    if (value == null) {
      return null;
    }
    return new Evaluation(
        variable.sensitive() ? value.mark(Mark.SENSITIVE) : value, java.util.List.of());
  }

  @Override
  public Resolution resolve(Traversal traversal) {
    String name = traversal.attributeAt(0);
    return switch (traversal.root()) {
      case "var" -> {
        Evaluation found = name == null ? null : variable(name);
        yield found == null
            ? fault(
                traversal,
                "Reference to unavailable variable",
                "Neither the test file nor the command line gives a value for the variable \"%s\""
                        .formatted(name)
                    + ", and the configuration under test has no default for it.")
            : new Resolution(found.value(), 1, found.diagnostics());
      }
      case "run" -> run(traversal, name);
      default ->
          fault(
              traversal,
              "Reference to unavailable value",
              "Only variables (var.a) and the outputs of earlier runs (run.a.b) can be used here.");
    };
  }

  private Resolution run(Traversal traversal, @Nullable String name) {
    Value done = name == null ? null : outputs.get(name);
    if (done == null) {
      return unavailableRun(traversal, String.valueOf(name), runs);
    }
    String output = traversal.attributeAt(1);
    if (output != null
        && done instanceof ObjectValue object
        && !object.attributes().containsKey(output)) {
      return fault(
          traversal,
          "Reference to unavailable run output",
          "The module of the run \"%s\" has no output named \"%s\".%s"
              .formatted(name, output, Suggestion.sentence(output, object.attributes().keySet())));
    }
    return Resolution.of(done, 1);
  }

  /// The answer for a run whose outputs are not there.
  ///
  /// @param runs the names of all runs of the file
  static Resolution unavailableRun(Traversal traversal, String name, Set<String> runs) {
    return fault(
        traversal,
        "Reference to unavailable run block",
        runs.contains(name)
            ? "The run block \"%s\" is not done yet at this place, or it was skipped. Only outputs of"
                    .formatted(name)
                + " runs that come earlier in the same file can be used."
            : "There is no run block \"%s\" in this file.%s"
                .formatted(name, Suggestion.sentence(name, runs)));
  }

  static Resolution fault(Traversal traversal, String summary, String detail) {
    return Resolution.failed(Diagnostic.error(summary, detail, traversal.range()));
  }

  @Override
  public Optional<Function> function(String name) {
    return Functions.builtIn().find(name);
  }

  @Override
  public Collection<String> functionNames() {
    return Functions.builtIn().names();
  }
}
