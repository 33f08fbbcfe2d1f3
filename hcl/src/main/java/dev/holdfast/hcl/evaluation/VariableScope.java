package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// A scope of plain variables: each root name has a value.
///
/// @param variables the values by root name
/// @param functions what can be called
/// @param functionContext what the functions may know
public record VariableScope(
    Map<String, Value> variables, Functions functions, FunctionContext functionContext)
    implements Scope {

  public VariableScope {
    variables = Map.copyOf(variables);
  }

  @Override
  public Resolution resolve(Traversal traversal) {
    Value value = variables.get(traversal.root());
    if (value != null) {
      return Resolution.of(value);
    }
    if (variables.isEmpty()) {
      return Resolution.failed(
          Diagnostic.error(
              "Variables not allowed", "Variables may not be used here.", traversal.rootRange()));
    }
    return Resolution.failed(
        Diagnostic.error(
            "Unknown variable",
            "There is no variable named \"%s\".%s"
                .formatted(
                    traversal.root(), Suggestion.sentence(traversal.root(), variables.keySet())),
            traversal.rootRange()));
  }

  @Override
  public Optional<Function> function(String name) {
    return functions.find(name);
  }

  @Override
  public Collection<String> functionNames() {
    return functions.names();
  }
}
