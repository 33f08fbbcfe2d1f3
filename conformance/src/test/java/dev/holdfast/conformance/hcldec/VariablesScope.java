package dev.holdfast.conformance.hcldec;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables of a specification file, and no functions.
public record VariablesScope(Map<String, Value> variables) implements Scope {

  @Override
  public Resolution resolve(Traversal traversal) {
    Value value = variables.get(traversal.root());
    return value != null
        ? Resolution.of(value)
        : Resolution.failed(
            Diagnostic.error(
                "Unknown variable",
                "There is no variable named \"" + traversal.root() + "\".",
                traversal.rootRange()));
  }

  @Override
  public Optional<Function> function(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> functionNames() {
    return List.of();
  }

  @Override
  public FunctionContext functionContext() {
    return NothingScope.NOTHING.functionContext();
  }
}
