package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The scope of constants: no name stands for anything and no function may be called.
public enum NothingScope implements Scope {
  NOTHING;

  @Override
  public Resolution resolve(Traversal traversal) {
    return Resolution.failed(
        Diagnostic.error(
            "Variables not allowed", "Variables may not be used here.", traversal.rootRange()));
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
    throw new IllegalStateException("no function can be called here");
  }
}
