package dev.holdfast.cli.render;

import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;

/// Things with their sensitive values in the clear, for a user who asks to see them.
public final class Revealed {
  private Revealed() {}

  /// A value of which nothing is hidden.
  public static Value of(Value value) {
    return Marks.without(value, Mark.Sensitive.class);
  }

  /// A plan to be shown. Linear in the plan.
  public static Plan of(Plan plan) {
    return new Plan(
        plan.mode(),
        plan.recorded(),
        plan.prior(),
        plan.drift().stream().map(Revealed::of).toList(),
        plan.changes().stream().map(Revealed::of).toList(),
        plan.outputs().stream().map(Revealed::of).toList(),
        plan.graph(),
        plan.variables(),
        plan.diagnostics(),
        plan.createdAt(),
        plan.deferred());
  }

  private static ResourceChange of(ResourceChange change) {
    return new ResourceChange(
        change.address(),
        change.previousAddress(),
        change.deposedKey(),
        change.provider(),
        change.schema(),
        change.action(),
        change.reason(),
        of(change.before()),
        of(change.after()),
        change.requiresReplace(),
        change.plannedPrivate(),
        change.dependencies(),
        change.createBeforeDestroy(),
        change.beforeIdentity(),
        change.afterIdentity(),
        change.importing());
  }

  private static OutputChange of(OutputChange change) {
    return new OutputChange(
        change.name(), change.action(), of(change.before()), of(change.after()));
  }

  /// An object to be shown.
  public static StateText.StateObject of(StateText.StateObject object) {
    return new StateText.StateObject(
        object.address(),
        object.deposedKey(),
        object.tainted(),
        object.schema(),
        of(object.value()));
  }
}
