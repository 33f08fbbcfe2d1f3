package dev.holdfast.engine.testing;

import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// The names that the assertions of a run can use: everything of the module that was run, its
/// outputs, and what the test file knows by itself.
///
/// @param ofTest resolves what only the test file knows: outputs of other runs, and variables that
///   the module does not have
record AssertionScope(
    ModuleEvaluation module, Scope ofModule, Function<Traversal, Resolution> ofTest)
    implements Scope {

  AssertionScope(ModuleEvaluation module, Function<Traversal, Resolution> ofTest) {
    this(module, module.scope(), ofTest);
  }

  @Override
  public Resolution resolve(Traversal traversal) {
    String name = String.valueOf(traversal.attributeAt(0));
    return switch (traversal.root()) {
      case "run" -> ofTest.apply(traversal);
      case "var" ->
          module.module().variables().containsKey(name)
              ? ofModule.resolve(traversal)
              : ofTest.apply(traversal);
      case "output" -> {
        Cell<Value> output = module.output(name);
        yield output == null
            ? TestScope.fault(
                traversal,
                "Reference to undeclared output value",
                "An output value with the name \"%s\" has not been declared.%s"
                    .formatted(name, Suggestion.sentence(name, module.module().outputs().keySet())))
            : Resolution.of(output.get(), 1);
      }
      default -> ofModule.resolve(traversal);
    };
  }

  @Override
  public Optional<dev.holdfast.hcl.function.Function> function(String name) {
    return ofModule.function(name);
  }

  @Override
  public Collection<String> functionNames() {
    return ofModule.functionNames();
  }

  @Override
  public FunctionContext functionContext() {
    return ofModule.functionContext();
  }

  @Override
  public Evaluation conclude(Expression expression, Evaluation evaluation) {
    return ofModule.conclude(expression, evaluation);
  }
}
