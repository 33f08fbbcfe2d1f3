package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.ConfigurationNode;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Plans the output values of the root module.
final class OutputPlanning {
  private OutputPlanning() {}

  /// The same for those that have nothing to do with what is left out; the others, and those that
  /// are not declared any more, stay as they are.
  static List<OutputChange> plan(ModuleEvaluation root, State recorded, Exclusion exclusion) {
    TreeSet<String> names = new TreeSet<>(root.module().outputs().keySet());
    names.removeIf(
        name -> !exclusion.isIndependent(new ConfigurationNode.OutputNode(ModulePath.ROOT, name)));
    return plan(root, recorded, PlanMode.NORMAL, names);
  }

  /// One change for each of these outputs; the others stay as they are.
  static List<OutputChange> plan(ModuleEvaluation root, State recorded, Set<String> names) {
    return plan(root, recorded, PlanMode.NORMAL, names);
  }

  /// One change for each output that is or was, in the order of their names. One that is null and
  /// was not there stays as it was.
  static List<OutputChange> plan(ModuleEvaluation root, State recorded, PlanMode mode) {
    TreeSet<String> names = new TreeSet<>(recorded.outputs().keySet());
    names.addAll(root.module().outputs().keySet());
    return plan(root, recorded, mode, names);
  }

  private static List<OutputChange> plan(
      ModuleEvaluation root, State recorded, PlanMode mode, Set<String> names) {
    List<OutputChange> changes = new ArrayList<>();
    for (String name : names) {
      Value before = before(recorded.outputs().get(name));
      Cell<Value> cell = mode == PlanMode.DESTROY ? null : root.output(name);
      Value after = cell == null ? Values.NULL : cell.get();
      boolean nothing = before.isNull() && after.isNull() && after.isKnown();
      if (!nothing) {
        changes.add(new OutputChange(name, action(before, after), before, after));
      } else if (cell != null) {
        changes.add(new OutputChange(name, Action.NO_OP, before, after));
      }
    }
    return changes;
  }

  private static Value before(@Nullable StoredOutput stored) {
    if (stored == null) {
      return Values.NULL;
    }
    return stored.sensitive() ? stored.value().mark(Mark.SENSITIVE) : stored.value();
  }

  private static Action action(Value before, Value after) {
    if (before.isNull()) {
      return Action.CREATE;
    }
    if (after.isNull()) {
      return Action.DELETE;
    }
    return Equality.sameIgnoringMarksAndRefinements(before, after)
            && Marks.isSensitive(before) == Marks.isSensitive(after)
        ? Action.NO_OP
        : Action.UPDATE;
  }
}
