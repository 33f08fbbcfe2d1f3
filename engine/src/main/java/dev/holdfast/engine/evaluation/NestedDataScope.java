package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Optional;

/// The names of a module and the data source that only one check of it can name.
record NestedDataScope(Scope module, ResourceAddress data, Value value) implements Scope {
  @Override
  public Resolution resolve(Traversal traversal) {
    boolean named =
        traversal.root().equals("data")
            && data.type().equals(traversal.attributeAt(0))
            && data.name().equals(traversal.attributeAt(1));
    return named ? Resolution.of(value, 2) : module.resolve(traversal);
  }

  @Override
  public Optional<Function> function(String name) {
    return module.function(name);
  }

  @Override
  public Collection<String> functionNames() {
    return module.functionNames();
  }

  @Override
  public FunctionContext functionContext() {
    return module.functionContext();
  }

  @Override
  public Evaluation conclude(Expression expression, Evaluation evaluation) {
    return module.conclude(expression, evaluation);
  }
}
