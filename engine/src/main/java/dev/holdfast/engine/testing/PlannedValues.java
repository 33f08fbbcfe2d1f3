package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.value.Value;
import java.util.HashMap;
import java.util.Map;

/// What references see after a plan that is not applied: objects as they are planned.
final class PlannedValues implements InstanceEvaluation.Phase {
  private final Map<ResourceInstanceAddress, Value> planned = new HashMap<>();
  private final InstanceEvaluation.Phase others;

  /// @param others what is seen of objects that the plan says nothing of
  PlannedValues(Plan plan, InstanceEvaluation.Phase others) {
    this.others = others;
    for (ResourceChange change : plan.changes()) {
      if (change.deposedKey() == null && change.action() != Action.DELETE) {
        planned.put(change.address(), change.after());
      }
    }
  }

  @Override
  public Value valueOf(InstanceEvaluation instance) {
    Value value = planned.get(instance.address());
    return value == null ? others.valueOf(instance) : value;
  }
}
