package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Import;
import dev.holdfast.engine.evaluation.Expansion.Repetition;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates the `import` blocks of one instance of a module.
final class ImportBlocks {
  private final ModuleEvaluation module;
  private final Diagnostics diagnostics;

  ImportBlocks(ModuleEvaluation module, Diagnostics diagnostics) {
    this.module = module;
    this.diagnostics = diagnostics;
  }

  /// What a block asks for: one target, or one for each element of its `for_each`. Faulty ones are
  /// reported and left out.
  List<ImportTarget> evaluate(Import block) {
    List<Repetition> repetitions =
        block.forEach() == null ? List.of(Repetition.NONE) : repetitions(block.forEach());
    List<ImportTarget> targets = new ArrayList<>();
    for (Repetition repetition : repetitions) {
      ImportTarget target = evaluate(block, module.scope(repetition));
      if (target != null) {
        targets.add(target);
      }
    }
    return targets;
  }

  private @Nullable ImportTarget evaluate(Import block, Scope scope) {
    ResourceInstanceAddress relative = ImportAddress.of(block.to(), scope, diagnostics);
    if (relative == null) {
      return null;
    }
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>(module.address().steps());
    steps.addAll(relative.module().steps());
    ResourceInstanceAddress address =
        new ResourceInstanceAddress(
            new ModuleInstanceAddress(steps), relative.resource(), relative.key());
    Expression id = block.id();
    Expression identity = block.identity();
    if (identity != null) {
      Value value = value(identity, "identity", scope);
      return value == null
          ? null
          : new ImportTarget(address, "", value, block.ifExists(), block.to().range(), block);
    }
    if (id == null) {
      return null;
    }
    Value value = value(id, "id", scope);
    String text = value == null ? null : text(value, id);
    return text == null
        ? null
        : new ImportTarget(address, text, null, block.ifExists(), block.to().range(), block);
  }

  /// A value that is there, known and may be shown; null after an error, which is reported.
  private @Nullable Value value(Expression expression, String argument, Scope scope) {
    Evaluation evaluated = Evaluator.evaluate(expression, scope);
    diagnostics.addAll(evaluated.diagnostics());
    if (evaluated.hasErrors()) {
      return null;
    }
    Value value = evaluated.value();
    if (Marks.isSensitive(value)) {
      return fault(
          expression,
          argument,
          "The import %s is sensitive. It would show in plans and so be disclosed; use nonsensitive if"
                  .formatted(argument.equals("id") ? "ID" : argument)
              + " it is no secret.");
    }
    if (value.isNull()) {
      return fault(
          expression,
          argument,
          "The import %s cannot be null.".formatted(argument.equals("id") ? "ID" : argument));
    }
    return value.isWhollyKnown()
        ? Marks.strip(value)
        : fault(
            expression,
            argument,
            "The import block \"%s\" argument depends on resource attributes that cannot be determined until apply, so Holdfast cannot plan to import this resource."
                .formatted(argument));
  }

  private @Nullable String text(Value value, Expression expression) {
    try {
      if (Conversion.convert(value, Type.STRING) instanceof StringValue text) {
        if (!text.value().isEmpty()) {
          return text.value();
        }
        fault(
            expression,
            "id",
            "The import ID value evaluates to an empty string, please provide a non-empty value.");
      }
    } catch (ConversionException mismatch) {
      fault(
          expression,
          "id",
          "The import ID value is unsuitable: %s.".formatted(mismatch.getMessage()));
    }
    return null;
  }

  private @Nullable Value fault(Expression expression, String argument, String detail) {
    diagnostics.add(
        Diagnostic.error(
            "Invalid import %s argument".formatted(argument), detail, expression.range()));
    return null;
  }

  /// Other than a resource, an import may go through lists and sets of anything.
  private List<Repetition> repetitions(Expression forEach) {
    Value value = value(forEach, "for_each", module.scope());
    List<Repetition> repetitions = new ArrayList<>();
    switch (value) {
      case null -> {}
      case MapValue map -> named(map.elements(), repetitions);
      case ObjectValue object -> named(object.attributes(), repetitions);
      case SetValue set ->
          set.elements().forEach(each -> repetitions.add(new Repetition(null, each, each)));
      case ListValue list -> numbered(list.elements(), repetitions);
      case TupleValue tuple -> numbered(tuple.elements(), repetitions);
      default ->
          fault(
              forEach,
              "for_each",
              "The \"for_each\" argument must be a map, a set, a list or an object, and you have"
                  + " provided a value of type "
                  + value.type().friendlyName()
                  + ".");
    }
    return repetitions;
  }

  private static void named(Map<String, Value> elements, List<Repetition> repetitions) {
    elements.forEach((key, each) -> repetitions.add(new Repetition(null, Value.of(key), each)));
  }

  private static void numbered(List<Value> elements, List<Repetition> repetitions) {
    for (int index = 0; index < elements.size(); index++) {
      repetitions.add(new Repetition(null, Value.of(index), elements.get(index)));
    }
  }
}
