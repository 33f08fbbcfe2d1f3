package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// What the parts of one planning share.
///
/// @param state what was recorded, after `moved` blocks
/// @param previousAddresses where moved objects were before, by their present address
/// @param imports what is to be taken over
/// @param cancelled whether to end: providers are asked nothing more
/// @param targeted what `-target` names in the state, and what depends on it
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
    Set<ResourceInstanceAddress> targeted,
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
        DestroyTargets.of(state, options.targets()),
        createBeforeDestroy,
        planned,
        new ConcurrentHashMap<>(),
        new PendingChanges(planned));
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
        targeted,
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

  /// Whether an object that the plan is to remove may be removed: with `-target`, only what is
  /// named and what depends on it.
  boolean isToBeDestroyed(ResourceInstanceAddress address) {
    return options.targets().isEmpty() || targeted.contains(address);
  }
}
