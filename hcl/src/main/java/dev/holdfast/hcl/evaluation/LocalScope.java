package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Some names more than the scope around it: those of a `for` expression, of a template's loop, or
/// of a `dynamic` block's iterator. They hide the names around them.
public record LocalScope(Scope parent, Map<String, Value> names) implements Scope {

  public LocalScope {
    names = Map.copyOf(names);
  }

  @Override
  public Resolution resolve(Traversal traversal) {
    Value value = names.get(traversal.root());
    return value == null ? parent.resolve(traversal) : Resolution.of(value);
  }

  @Override
  public Optional<Function> function(String name) {
    return parent.function(name);
  }

  @Override
  public Collection<String> functionNames() {
    return parent.functionNames();
  }

  @Override
  public FunctionContext functionContext() {
    return parent.functionContext();
  }

  @Override
  public Evaluation conclude(Expression expression, Evaluation evaluation) {
    return parent.conclude(expression, evaluation);
  }
}
