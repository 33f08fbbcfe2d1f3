package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.config.Deprecations;
import dev.holdfast.engine.config.Output;
import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.ReferenceFinder;
import dev.holdfast.engine.config.ReferenceTarget;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds where a deprecated output of a module is used that the expression does not name: it came
/// in the object of all outputs, through a local value, a variable or a loop.
///
/// Such an output is marked. The first expression that does more with it than pass the object on is
/// the place to tell of; its result is not marked any more, so that each use is told once, where it
/// has to be changed. What an expression names is told of by the static checks.
final class DeprecatedUse {
  private DeprecatedUse() {}

  /// The value of an output as it goes to the caller in the object of all outputs.
  static Value marked(Output output, Value value, ModuleEvaluation module) {
    return output.deprecated() == null
        ? value
        : value.mark(
            new Mark.Deprecation(
                module.module().path() + "." + output.name(),
                output.deprecated(),
                module.evaluation().configuration().isFetched(module.module().path())));
  }

  /// Tells what deprecated things a value comes from.
  static Evaluation told(Expression expression, Evaluation evaluation, ModuleEvaluation module) {
    if (!evaluation.value().containsMarks()) {
      return evaluation;
    }
    List<Mark.Deprecation> found = new ArrayList<>();
    for (Mark mark : Marks.of(evaluation.value())) {
      if (mark instanceof Mark.Deprecation deprecation) {
        found.add(deprecation);
      }
    }
    if (found.isEmpty()) {
      return evaluation;
    }
    Set<String> named = namedOutputs(expression);
    List<Diagnostic> diagnostics = new ArrayList<>(evaluation.diagnostics());
    for (Mark.Deprecation deprecation : found) {
      String prefix = module.configurationPrefix();
      String source =
          deprecation.source().startsWith(prefix)
              ? deprecation.source().substring(prefix.length())
              : deprecation.source();
      if (!named.contains(source)) {
        diagnostics.add(
            Deprecations.output(
                source, deprecation.message(), deprecation.fetched(), expression.range()));
      }
    }
    return new Evaluation(Marks.without(evaluation.value(), Mark.Deprecation.class), diagnostics);
  }

  private static Set<String> namedOutputs(Expression expression) {
    Set<String> named = new HashSet<>();
    for (Reference reference : ReferenceFinder.find(expression).tree()) {
      if (reference.target() instanceof ReferenceTarget.ModuleValue(var call, var _, var output)) {
        named.add("module." + call + "." + output);
      }
    }
    return named;
  }
}
