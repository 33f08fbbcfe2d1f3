package dev.holdfast.engine.evaluation;

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
import org.jspecify.annotations.Nullable;

/// The names of a block that are not those of its module, and `each` where the block repeats.
record RepeatedScope(Scope own, Expansion.Repetition repetition) implements Scope {
  @Override
  public Resolution resolve(Traversal traversal) {
    @Nullable Value value =
        !traversal.root().equals("each")
            ? null
            : "key".equals(traversal.attributeAt(0))
                ? repetition.eachKey()
                : "value".equals(traversal.attributeAt(0)) ? repetition.eachValue() : null;
    return value == null ? own.resolve(traversal) : Resolution.of(value, 1);
  }

  @Override
  public Optional<Function> function(String name) {
    return own.function(name);
  }

  @Override
  public Collection<String> functionNames() {
    return own.functionNames();
  }

  @Override
  public FunctionContext functionContext() {
    return own.functionContext();
  }

  @Override
  public Evaluation conclude(Expression expression, Evaluation evaluation) {
    return own.conclude(expression, evaluation);
  }
}
