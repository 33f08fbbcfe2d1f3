package dev.holdfast.cli.command;

import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The names of a module with the functions of a console and those of its providers.
record ConsoleScope(Scope module) implements Scope {
  @Override
  public Resolution resolve(Traversal traversal) {
    return module.resolve(traversal);
  }

  @Override
  public Optional<Function> function(String name) {
    Optional<Function> known = Functions.forConsole().find(name);
    return known.isPresent() || Functions.builtIn().find(name).isPresent()
        ? known
        : module.function(name);
  }

  @Override
  public Collection<String> functionNames() {
    Set<String> names = new TreeSet<>(module.functionNames());
    names.removeAll(Functions.builtIn().names());
    names.addAll(Functions.forConsole().names());
    return names;
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
