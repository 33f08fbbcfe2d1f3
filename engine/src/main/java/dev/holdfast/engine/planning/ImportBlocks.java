package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Import;
import dev.holdfast.engine.evaluation.Expansion.Repetition;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.UnknownExpansion;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
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
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Evaluates the `import` blocks of one instance of a module.
final class ImportBlocks {
  private final ModuleEvaluation module;
  private final Predicate<ResourceInstanceAddress> isStored;
  private final Diagnostics diagnostics;

  /// @param isStored whether there is an object already; then nothing is to be imported
  ImportBlocks(
      ModuleEvaluation module,
      Predicate<ResourceInstanceAddress> isStored,
      Diagnostics diagnostics) {
    this.module = module;
    this.isStored = isStored;
    this.diagnostics = diagnostics;
  }

  /// What a block asks for: one target, or one for each element of its `for_each`. Faulty ones are
  /// reported and left out.
  List<ImportTarget> evaluate(Import block) {
    List<Repetition> repetitions =
        block.forEach() == null ? List.of(Repetition.NONE) : repetitions(block);
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
    ResourceInstanceAddress relative =
        ImportAddress.of(
            block.to(), scope, range -> defers(anyInstance(block), "to", range), diagnostics);
    if (relative == null) {
      return null;
    }
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>(module.address().steps());
    steps.addAll(relative.module().steps());
    ResourceInstanceAddress address =
        new ResourceInstanceAddress(
            new ModuleInstanceAddress(steps), relative.resource(), relative.key());
    if (isStored.test(address)) {
      return ImportTarget.ofAny(address, block, false);
    }
    Expression id = block.id();
    Expression identity = block.identity();
    Expression which = identity == null ? id : identity;
    if (which == null) {
      return null;
    }
    String argument = identity == null ? "id" : "identity";
    Value value = value(which, argument, TargetAddress.of(address), scope);
    if (value == null) {
      return null;
    }
    if (!value.isKnown()) {
      return ImportTarget.ofAny(address, block, true);
    }
    if (identity != null) {
      return new ImportTarget(address, "", value, block.ifExists(), block.to().range(), block);
    }
    String text = text(value, which);
    return text == null
        ? null
        : new ImportTarget(address, text, null, block.ifExists(), block.to().range(), block);
  }

  private boolean defers(TargetAddress address, String argument, SourceRange range) {
    return module.evaluation().defers(UnknownExpansion.ofImport(address, argument, range));
  }

  /// All instances that the block may mean.
  private TargetAddress anyInstance(Import block) {
    ModuleInstanceAddress place = module.address();
    for (String name : block.target().module().names()) {
      place = place.child(name, InstanceKey.none());
    }
    return new TargetAddress(place, block.target().resource(), InstanceKey.none());
  }

  /// A value that is there and may be shown; null after an error, which is reported. One that is
  /// not known is unknown as a whole: what needs it waits.
  private @Nullable Value value(
      Expression expression, String argument, TargetAddress address, Scope scope) {
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
    if (value.isWhollyKnown()) {
      return Marks.strip(value);
    }
    return defers(address, argument, expression.range())
        ? Values.UNKNOWN
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
  private List<Repetition> repetitions(Import block) {
    Expression forEach = Objects.requireNonNull(block.forEach());
    Value value = value(forEach, "for_each", anyInstance(block), module.scope());
    List<Repetition> repetitions = new ArrayList<>();
    switch (value) {
      case null -> {}
      case UnknownValue _ -> {}
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
