package dev.holdfast.cli.command;

import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.Collection;
import java.util.Optional;

/// The names of a module with the functions of a console.
record ConsoleScope(Scope module) implements Scope {
  @Override
  public Resolution resolve(Traversal traversal) {
    return module.resolve(traversal);
  }

  @Override
  public Optional<Function> function(String name) {
    return Functions.forConsole().find(name);
  }

  @Override
  public Collection<String> functionNames() {
    return Functions.forConsole().names();
  }

  @Override
  public FunctionContext functionContext() {
    return module.functionContext();
  }
}
