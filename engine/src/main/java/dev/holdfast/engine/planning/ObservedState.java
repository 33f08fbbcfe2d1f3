package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.value.Equality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What looking at the objects tells about a state: how it is now, and how that differs from what
/// was recorded. Linear in the objects and the state.
///
/// @param recorded the state, with moves
record ObservedState(State recorded, PlanMode mode) {

  /// The state as the providers see it now.
  ///
  /// @param readData what data sources answered
  State now(
      List<PlannedObject> objects, Map<ResourceInstanceAddress, DataPlanning.ReadObject> readData) {
    List<StateChange> changes = new ArrayList<>();
    for (PlannedObject object : objects) {
      ObservedObject observed = object.observed();
      if (observed != null) {
        StateChange change = observedChange(object.change(), observed);
        if (change != null) {
          changes.add(change);
        }
      }
    }
    readData.forEach((address, data) -> changes.add(new StateChange.Put(stored(address, data))));
    return recorded.withAll(changes);
  }

  /// The state without data that nobody has read, which nobody asks for any more.
  ///
  /// @param state as [#now] tells
  State withoutUnread(State state, Map<ResourceInstanceAddress, DataPlanning.ReadObject> readData) {
    List<StateChange> changes = new ArrayList<>();
    for (StoredInstance instance : recorded.instances().values()) {
      ResourceInstanceAddress address = instance.address();
      if (address.resource().mode() == ResourceMode.DATA && !readData.containsKey(address)) {
        changes.add(new StateChange.Remove(address));
      }
    }
    return state.withAll(changes);
  }

  private static StoredInstance stored(
      ResourceInstanceAddress address, DataPlanning.ReadObject data) {
    return new StoredInstance(
        address,
        data.provider(),
        StoredValues.encode(
            data.value(),
            data.schema(),
            StoredObject.Status.READY,
            PrivateData.NONE,
            List.of(),
            false,
            false),
        Map.of());
  }

  /// What looking at the object changed in the state; null for nothing. Also brings the recorded
  /// dependencies up to date: those of an object that stays as it is are what the configuration
  /// names now; one that is about to change has both until it has changed.
  private @Nullable StateChange observedChange(ResourceChange change, ObservedObject observed) {
    StoredInstance before = recorded.instance(change.address());
    if (change.importing() != null) {
      StoredObject taken = observed.stored().withDependencies(change.dependencies());
      return new StateChange.Put(
          new StoredInstance(
              change.address(),
              change.provider(),
              taken,
              before == null ? Map.of() : before.deposed()));
    }
    if (before == null) {
      return null;
    }
    StoredObject stored = observed.stored();
    StoredObject now = null;
    if (!observed.isGone()) {
      List<ConfigurationResourceAddress> dependencies =
          change.action() == Action.NO_OP
              ? change.dependencies()
              : union(stored.dependencies(), change.dependencies());
      now =
          isAsStored(stored, change, observed)
              ? stored.withDependencies(dependencies)
              : StoredValues.withIdentity(
                  StoredValues.encode(
                      observed.current(),
                      change.schema(),
                      stored.status(),
                      observed.privateData(),
                      dependencies,
                      stored.createBeforeDestroy(),
                      stored.skipDestroy()),
                  change.schema(),
                  observed.identity());
    }
    StoredObject inState =
        change.deposedKey() == null ? before.current() : before.deposed().get(change.deposedKey());
    if (Objects.equals(inState, now) && before.provider().equals(change.provider())) {
      return null;
    }
    Map<String, StoredObject> deposed = new TreeMap<>(before.deposed());
    StoredObject current = before.current();
    String key = change.deposedKey();
    if (key == null) {
      current = now;
    } else if (now == null) {
      deposed.remove(key);
    } else {
      deposed.put(key, now);
    }
    return new StateChange.Put(
        new StoredInstance(change.address(), change.provider(), current, deposed));
  }

  private static List<ConfigurationResourceAddress> union(
      List<ConfigurationResourceAddress> some, List<ConfigurationResourceAddress> others) {
    Set<ConfigurationResourceAddress> all = new LinkedHashSet<>(some);
    return all.addAll(others) ? List.copyOf(all) : some;
  }

  private static boolean isAsStored(
      StoredObject stored, ResourceChange change, ObservedObject observed) {
    IdentitySchema identity = change.schema().identity();
    return stored.schemaVersion() == change.schema().version()
        && !stored.extras().flat()
        && Equality.sameIgnoringRefinements(observed.recorded(), observed.current())
        && Objects.equals(observed.recordedIdentity(), observed.identity())
        && (identity == null
            || observed.identity() == null
            || identity.version() == stored.extras().identityVersion());
  }

  /// How objects differ from what the last run left. A move alone is one where nothing else will
  /// tell of it.
  List<ResourceChange> drift(List<PlannedObject> objects) {
    boolean refreshOnly = mode == PlanMode.REFRESH_ONLY;
    List<ResourceChange> drift = new ArrayList<>();
    for (PlannedObject object : objects) {
      ObservedObject observed = object.observed();
      if (observed == null) {
        continue;
      }
      boolean same =
          Equality.sameIgnoringMarksAndRefinements(observed.recorded(), observed.current());
      if (!same || (refreshOnly && object.change().isMoved())) {
        Action action = observed.isGone() ? Action.DELETE : same ? Action.NO_OP : Action.UPDATE;
        drift.add(object.change().as(action, observed.recorded(), observed.current()));
      }
    }
    return drift;
  }
}
