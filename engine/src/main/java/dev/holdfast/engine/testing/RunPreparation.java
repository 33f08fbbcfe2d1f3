package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InputVariables.PlacedValue;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.config.StaticChecks;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts together what a run is about: the configuration with the providers of the file, and the
/// values of the variables. Linear in the configuration.
final class RunPreparation {
  private final TestInput input;
  private final TestFile file;
  private final TestRun run;
  private final Configuration declared;
  private final TestScope scope;
  private final Diagnostics diagnostics;

  /// @param scope with the variables of the run
  RunPreparation(
      TestInput input,
      TestFile file,
      TestRun run,
      Configuration declared,
      TestScope scope,
      Diagnostics diagnostics) {
    this.input = input;
    this.file = file;
    this.run = run;
    this.declared = declared;
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /// The run; null after an error, which is reported.
  @Nullable PreparedRun prepare(long seed) {
    TestedConfiguration tested = TestedConfiguration.of(declared, file, run, scope);
    Parsed<ReferenceGraph> checked = StaticChecks.check(tested.configuration());
    diagnostics.addAll(checked.diagnostics());
    Map<String, Value> variables = variables();
    if (diagnostics.hasErrors()) {
      return null;
    }
    TestSubstitutes substitutes =
        new TestSubstitutes(
            tested.mocks(), List.of(run.overrides(), file.overrides()), scope, seed, diagnostics);
    return new PreparedRun(
        input, run, tested.configuration(), checked.tree(), variables, substitutes);
  }

  private Map<String, Value> variables() {
    Map<String, Variable> declaredVariables = declared.root().variables();
    Map<String, PlacedValue> given = new LinkedHashMap<>();
    for (String name : declaredVariables.keySet()) {
      Attribute attribute = run.variables().getOrDefault(name, file.variables().get(name));
      Evaluation evaluation = attribute == null ? null : scope.variable(name);
      if (attribute != null && evaluation != null) {
        diagnostics.addAll(evaluation.diagnostics());
        given.put(name, new PlacedValue(evaluation.value(), attribute.expression().range()));
      }
    }
    for (Attribute attribute : run.variables().values()) {
      if (!declaredVariables.containsKey(attribute.name())) {
        diagnostics.add(
            Diagnostic.warning(
                "Value for undeclared variable",
                ("The module under test does not declare a variable named \"%s\", but the run block"
                        + " \"%s\" gives a value for it.")
                    .formatted(attribute.name(), run.name()),
                attribute.nameRange()));
      }
    }
    InputVariables all = input.variables().apply(file).replaced(declaredVariables.keySet(), given);
    Parsed<Map<String, Value>> values = all.values(declaredVariables);
    diagnostics.addAll(values.diagnostics());
    return values.tree();
  }
}
