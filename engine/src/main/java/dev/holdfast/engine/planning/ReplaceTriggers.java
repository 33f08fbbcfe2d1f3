package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.ReferenceParser;
import dev.holdfast.engine.config.ReferenceTarget;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `lifecycle { replace_triggered_by = […] }`.
final class ReplaceTriggers {
  private final PlanningRun run;
  private final InstanceEvaluation instance;

  ReplaceTriggers(PlanningRun run, InstanceEvaluation instance) {
    this.run = run;
    this.instance = instance;
  }

  /// Whether anything that the resource names will change. Waits until that is planned.
  boolean fired() {
    for (Expression trigger : instance.resource().lifecycle().replaceTriggeredBy()) {
      if (fired(trigger)) {
        return true;
      }
    }
    return false;
  }

  /// A trigger, taken apart.
  ///
  /// @param key which instance, or null for all
  private record Trigger(Reference reference, @Nullable InstanceKey key, Path attribute) {}

  private boolean fired(Expression expression) {
    Trigger trigger = trigger(expression);
    if (trigger == null
        || !(trigger.reference().target()
            instanceof ReferenceTarget.ResourceValue(var address, var staticKey))) {
      return false;
    }
    ResourceEvaluation resource = instance.module().resource(address);
    if (resource == null) {
      return false;
    }
    InstanceKey key =
        trigger.key() != null
            ? trigger.key()
            : staticKey instanceof InstanceKey.None ? null : staticKey;
    List<InstanceKey> keys =
        key == null ? new ArrayList<>(resource.instances().keySet()) : List.of(key);
    for (InstanceKey each : keys) {
      var cell = resource.instance(each);
      if (cell != null) {
        cell.get();
        if (changes(
            new ResourceInstanceAddress(instance.module().address(), address, each),
            trigger.attribute())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean changes(ResourceInstanceAddress address, Path attribute) {
    PlannedObject planned = run.planned().get(address);
    if (planned == null) {
      return false;
    }
    ResourceChange change = planned.change();
    // Something that appears for the first time triggers nothing.
    if (change.action() == Action.NO_OP || change.action() == Action.CREATE) {
      return false;
    }
    if (attribute.isRoot()) {
      return true;
    }
    Optional<Value> before = Walk.at(change.before(), attribute);
    Optional<Value> after = Walk.at(change.after(), attribute);
    return before.isPresent() != after.isPresent()
        || (before.isPresent()
            && !Equality.sameIgnoringMarksAndRefinements(before.get(), after.get()));
  }

  private @Nullable Trigger trigger(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression(var traversal) -> {
        Reference reference = ReferenceParser.parse(traversal).tree();
        yield reference == null
            ? null
            : new Trigger(reference, null, path(Path.ROOT, reference.remaining()));
      }
      case IndexExpression index -> {
        Trigger inner = trigger(index.collection());
        Evaluation key = Evaluator.evaluate(index.key(), instance.scope());
        run.diagnostics().addAll(key.diagnostics());
        yield inner == null ? null : new Trigger(inner.reference(), key(key.value()), Path.ROOT);
      }
      case RelativeTraversalExpression relative -> {
        Trigger inner = trigger(relative.source());
        yield inner == null
            ? null
            : new Trigger(
                inner.reference(), inner.key(), path(inner.attribute(), relative.steps()));
      }
      default -> null;
    };
  }

  private static @Nullable InstanceKey key(Value value) {
    return switch (value) {
      case StringValue string -> InstanceKey.of(string.value());
      case NumberValue number -> InstanceKey.of(number.value().longValueExact());
      default -> null;
    };
  }

  private static Path path(Path start, List<TraversalStep> steps) {
    Path path = start;
    for (TraversalStep step : steps) {
      path = TraversalPaths.extend(path, step);
    }
    return path;
  }
}
