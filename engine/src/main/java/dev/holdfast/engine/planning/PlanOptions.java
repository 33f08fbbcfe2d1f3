package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.plan.PlanMode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the user asks of a plan.
///
/// @param refresh whether objects are looked at before they are planned
/// @param targets only these and what they depend on; empty for everything
/// @param excludes neither these nor what depends on them; empty where there are targets
/// @param generated the blocks that were written for imported objects; they are in the
///   configuration already
/// @param imports objects to be taken over beside those of the configuration, by their ids
/// @param defers whether what has an unknown number of instances waits for a later plan, instead of
///   being an error; a plan to destroy has no such
/// @param replace objects to be made anew whatever the provider says
public record PlanOptions(
    PlanMode mode,
    boolean refresh,
    List<TargetAddress> targets,
    List<TargetAddress> excludes,
    Set<ResourceInstanceAddress> replace,
    Map<ResourceInstanceAddress, String> imports,
    Map<ResourceInstanceAddress, String> generated,
    boolean defers) {
  /// Everything, freshly looked at.
  public static final PlanOptions NORMAL =
      new PlanOptions(PlanMode.NORMAL, true, List.of(), Set.of());

  public PlanOptions {
    targets = List.copyOf(targets);
    excludes = List.copyOf(excludes);
    if (!targets.isEmpty() && !excludes.isEmpty()) {
      throw new IllegalArgumentException("targets and excludes");
    }
    replace = Set.copyOf(replace);
    imports = Map.copyOf(imports);
    generated = Map.copyOf(generated);
  }

  public PlanOptions(
      PlanMode mode,
      boolean refresh,
      List<TargetAddress> targets,
      Set<ResourceInstanceAddress> replace) {
    this(mode, refresh, targets, List.of(), replace, Map.of(), Map.of(), false);
  }

  /// Nothing but the takeover of one object that exists.
  public static PlanOptions importing(ResourceInstanceAddress address, String id) {
    return new PlanOptions(
        PlanMode.REFRESH_ONLY,
        true,
        List.of(TargetAddress.of(address)),
        List.of(),
        Set.of(),
        Map.of(address, id),
        Map.of(),
        false);
  }

  public PlanOptions withMode(PlanMode newMode) {
    return new PlanOptions(
        newMode, refresh, targets, excludes, replace, imports, generated, defers);
  }

  /// The same without these and what depends on them. Not for options with targets.
  public PlanOptions withExcludes(List<TargetAddress> addresses) {
    return new PlanOptions(mode, refresh, targets, addresses, replace, imports, generated, defers);
  }

  /// The same with what cannot be known yet put off.
  public PlanOptions deferring() {
    return new PlanOptions(mode, refresh, targets, excludes, replace, imports, generated, true);
  }

  /// Whether only a part of the configuration is planned.
  public boolean isPartial() {
    return !targets.isEmpty() || !excludes.isEmpty();
  }

  /// The same for a configuration to which these blocks were added.
  public PlanOptions withGenerated(Map<ResourceInstanceAddress, String> blocks) {
    return new PlanOptions(mode, refresh, targets, excludes, replace, imports, blocks, defers);
  }
}
