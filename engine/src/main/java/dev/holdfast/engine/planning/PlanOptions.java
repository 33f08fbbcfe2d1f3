package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.plan.PlanMode;
import java.util.List;
import java.util.Set;

/// What the user asks of a plan.
///
/// @param refresh whether objects are looked at before they are planned
/// @param targets only these and what they depend on; empty for everything
/// @param replace objects to be made anew whatever the provider says
public record PlanOptions(
    PlanMode mode,
    boolean refresh,
    List<TargetAddress> targets,
    Set<ResourceInstanceAddress> replace) {
  /// Everything, freshly looked at.
  public static final PlanOptions NORMAL =
      new PlanOptions(PlanMode.NORMAL, true, List.of(), Set.of());

  public PlanOptions {
    targets = List.copyOf(targets);
    replace = Set.copyOf(replace);
  }

  public PlanOptions withMode(PlanMode newMode) {
    return new PlanOptions(newMode, refresh, targets, replace);
  }
}
