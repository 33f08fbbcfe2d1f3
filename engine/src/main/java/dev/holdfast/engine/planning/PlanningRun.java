package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.evaluation.InstanceSelection;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What the parts of one planning share.
///
/// @param state what was recorded, after `moved` blocks
/// @param previousAddresses where moved objects were before, by their present address
/// @param imports what is to be taken over
/// @param cancelled whether to end: providers are asked nothing more
/// @param selection the part that is planned; null for everything
/// @param targeted what `-target` names in the state, and what depends on it
/// @param kept what `-exclude` leaves in the state, and what that depends on: it is not removed
/// @param createBeforeDestroy resources whose replacements are made before the old objects go,
///   since they say so or something that needs them does
/// @param planned the outcome for each current object; filled while planning
/// @param readData what data sources gave, as it will be stored; filled while planning
/// @param pending tells from `planned` what is about to change
record PlanningRun(
    State state,
    Map<ResourceInstanceAddress, ResourceInstanceAddress> previousAddresses,
    PlanOptions options,
    EventSink events,
    Clock clock,
    Diagnostics diagnostics,
    Imports imports,
    BooleanSupplier cancelled,
    @Nullable InstanceSelection selection,
    Set<ResourceInstanceAddress> targeted,
    Set<ResourceInstanceAddress> kept,
    Set<ConfigurationResourceAddress> createBeforeDestroy,
    Map<ResourceInstanceAddress, PlannedObject> planned,
    Map<ResourceInstanceAddress, DataPlanning.ReadObject> readData,
    PendingChanges pending) {

  PlanningRun(
      State state,
      Map<ResourceInstanceAddress, ResourceInstanceAddress> previousAddresses,
      PlanOptions options,
      EventSink events,
      Clock clock,
      Diagnostics diagnostics,
      Imports imports,
      BooleanSupplier cancelled,
      @Nullable InstanceSelection selection,
      Set<ConfigurationResourceAddress> createBeforeDestroy) {
    this(
        state,
        previousAddresses,
        options,
        events,
        clock,
        diagnostics,
        imports,
        cancelled,
        selection,
        createBeforeDestroy,
        new ConcurrentHashMap<>());
  }

  private PlanningRun(
      State state,
      Map<ResourceInstanceAddress, ResourceInstanceAddress> previousAddresses,
      PlanOptions options,
      EventSink events,
      Clock clock,
      Diagnostics diagnostics,
      Imports imports,
      BooleanSupplier cancelled,
      @Nullable InstanceSelection selection,
      Set<ConfigurationResourceAddress> createBeforeDestroy,
      Map<ResourceInstanceAddress, PlannedObject> planned) {
    this(
        state,
        Map.copyOf(previousAddresses),
        options,
        events,
        clock,
        diagnostics,
        imports,
        cancelled,
        selection,
        DestroyTargets.of(state, options.targets()),
        kept(state, options, selection),
        createBeforeDestroy,
        planned,
        new ConcurrentHashMap<>(),
        new PendingChanges(planned));
  }

  /// The same for only what is not left out; what was planned of the rest is dropped.
  PlanningRun leavingOut(Exclusion exclusion) {
    planned.keySet().removeIf(address -> !exclusion.contains(address));
    readData.keySet().removeIf(address -> !exclusion.contains(address));
    return new PlanningRun(
        state,
        previousAddresses,
        options,
        events,
        clock,
        diagnostics,
        imports,
        cancelled,
        exclusion,
        targeted,
        DestroyTargets.kept(state, address -> !exclusion.contains(address)),
        createBeforeDestroy,
        planned,
        readData,
        pending);
  }

  /// What depends on something that is excluded may be destroyed together with everything else.
  private static Set<ResourceInstanceAddress> kept(
      State state, PlanOptions options, @Nullable InstanceSelection selection) {
    if (selection == null || options.excludes().isEmpty()) {
      return Set.of();
    }
    Targets named = new Targets(options.excludes());
    return DestroyTargets.kept(
        state,
        options.mode() == PlanMode.DESTROY
            ? named::contains
            : address -> !selection.contains(address));
  }

  /// The same with another place for what is wrong.
  PlanningRun reportingTo(Diagnostics others) {
    return new PlanningRun(
        state,
        previousAddresses,
        options,
        events,
        clock,
        others,
        imports,
        cancelled,
        selection,
        targeted,
        kept,
        createBeforeDestroy,
        planned,
        readData,
        pending);
  }

  /// Whether anything that the configuration declares is to be changed, as far as it is planned.
  boolean changesAnything() {
    return planned.values().stream().anyMatch(each -> each.change().action() != Action.NO_OP);
  }

  ResourceInstanceAddress previousAddress(ResourceInstanceAddress address) {
    return previousAddresses.getOrDefault(address, address);
  }

  /// Whether an object that the configuration does not declare any more is left as it is.
  boolean isKept(ResourceInstanceAddress address) {
    return kept.contains(address);
  }

  /// Whether an object that the plan is to remove may be removed: with `-target`, only what is
  /// named and what depends on it.
  boolean isToBeDestroyed(ResourceInstanceAddress address) {
    return options.targets().isEmpty() || targeted.contains(address);
  }
}
