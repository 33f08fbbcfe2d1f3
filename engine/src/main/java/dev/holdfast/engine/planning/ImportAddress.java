package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the instance that the `to` of an `import` block names; keys in it may be expressions.
final class ImportAddress {
  private final Scope scope;
  private final Predicate<SourceRange> defers;
  private final Diagnostics diagnostics;
  private final List<Part> parts = new ArrayList<>();
  private int next;

  /// A name, or the key after one.
  private sealed interface Part {
    record Name(String text) implements Part {}

    record Key(InstanceKey key) implements Part {}
  }

  private ImportAddress(Scope scope, Predicate<SourceRange> defers, Diagnostics diagnostics) {
    this.scope = scope;
    this.defers = defers;
    this.diagnostics = diagnostics;
  }

  /// The address within the module of the block; null after an error, which is reported, and for
  /// one that is deferred. That it is one of a managed resource was checked when the block was
  /// read.
  ///
  /// @param defers asked for a key that is not known; whether that is no error
  static @Nullable ResourceInstanceAddress of(
      Expression to, Scope scope, Predicate<SourceRange> defers, Diagnostics diagnostics) {
    ImportAddress address = new ImportAddress(scope, defers, diagnostics);
    return address.flatten(to) ? address.read() : null;
  }

  private boolean flatten(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression(var traversal) ->
          parts.add(new Part.Name(traversal.root())) && addAll(traversal.steps());
      case RelativeTraversalExpression relative ->
          flatten(relative.source()) && addAll(relative.steps());
      case IndexExpression index -> flatten(index.collection()) && addKey(index.key());
      default -> throw new IllegalStateException("not an address: " + expression.range());
    };
  }

  private boolean addAll(List<TraversalStep> steps) {
    for (TraversalStep step : steps) {
      switch (step) {
        case TraversalStep.Attribute attribute -> parts.add(new Part.Name(attribute.name()));
        case TraversalStep.Index index -> {
          if (!addKey(index.key(), index.range())) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean addKey(Expression expression) {
    Evaluation evaluated = Evaluator.evaluate(expression, scope);
    diagnostics.addAll(evaluated.diagnostics());
    return !evaluated.hasErrors() && addKey(evaluated.value(), expression.range());
  }

  private boolean addKey(Value value, SourceRange range) {
    if (Marks.isSensitive(value)) {
      return fault(
          "The key is sensitive. It would show in the address and so be disclosed.", range);
    }
    if (!value.isKnown()) {
      return !defers.test(range)
          && fault(
              "The key depends on resource attributes that cannot be determined until apply, so Holdfast"
                  + " cannot tell which object is to be imported where.",
              range);
    }
    InstanceKey key = InstanceKey.from(value);
    if (key == null) {
      return fault("An instance is told by a whole number from 0, or by a string.", range);
    }
    parts.add(new Part.Key(key));
    return true;
  }

  private boolean fault(String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error("Invalid import address", detail, range));
    return false;
  }

  private ResourceInstanceAddress read() {
    ModuleInstanceAddress module = ModuleInstanceAddress.ROOT;
    String name = name();
    while (name.equals("module")) {
      module = module.child(name(), key());
      name = name();
    }
    String type = name.equals("resource") ? name() : name;
    return new ResourceInstanceAddress(module, ResourceAddress.managed(type, name()), key());
  }

  private String name() {
    return ((Part.Name) parts.get(next++)).text();
  }

  private InstanceKey key() {
    if (next < parts.size() && parts.get(next) instanceof Part.Key(InstanceKey key)) {
      next++;
      return key;
    }
    return InstanceKey.none();
  }
}
