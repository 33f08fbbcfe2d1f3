package dev.holdfast.engine.state.edit;

import static java.util.Objects.requireNonNull;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives objects of a state other addresses: instances, resources with all their instances, modules
/// with all that is in them.
///
/// @param steps what goes where
public record StateMove(List<Step> steps) {

  /// One instance and its new address.
  public record Step(ResourceInstanceAddress from, ResourceInstanceAddress to) {}

  public StateMove {
    steps = List.copyOf(steps);
  }

  /// What a move comes to. Linear in the state. A source or destination without a key keeps the
  /// keys of the instances; a destination with a key takes one instance.
  ///
  /// @param target where the objects go, which may be the same state
  /// @return no steps after an error, which says what does not fit
  public static Parsed<StateMove> of(
      State source, State target, TargetAddress from, TargetAddress to) {
    Diagnostic mismatch = mismatch(from, to);
    if (mismatch != null) {
      return failed(mismatch);
    }
    List<Step> steps = new ArrayList<>();
    for (ResourceInstanceAddress address : source.instances().keySet()) {
      ResourceInstanceAddress moved =
          from.resource() == null ? inModule(address, from, to) : asResource(address, from, to);
      if (moved != null) {
        steps.add(new Step(address, moved));
      }
    }
    if (steps.isEmpty()) {
      return failed(
          Diagnostic.error(
              "Invalid source address",
              "Cannot move %s: does not match anything in the current state. \"holdfast state list\" shows what there is."
                  .formatted(from)));
    }
    Set<ResourceInstanceAddress> destinations = new HashSet<>();
    for (Step step : steps) {
      if (target.instance(step.to()) != null || !destinations.add(step.to())) {
        return failed(
            Diagnostic.error(
                "Invalid target address",
                "Cannot move to %s: there is already a resource instance at that address in the current state."
                    .formatted(step.to())));
      }
    }
    return new Parsed<>(new StateMove(steps), List.of());
  }

  private static Parsed<StateMove> failed(Diagnostic diagnostic) {
    return new Parsed<>(new StateMove(List.of()), List.of(diagnostic));
  }

  private static @Nullable Diagnostic mismatch(TargetAddress from, TargetAddress to) {
    String why = null;
    if ((from.resource() == null) != (to.resource() == null)) {
      why = "a module can only become a module, and a resource only a resource";
    } else if (from.resource() == null && (from.module().isRoot() || to.module().isRoot())) {
      why = "the root module itself has no address";
    } else if (from.resource() != null && to.resource() != null) {
      if (from.resource().mode() != to.resource().mode()) {
        why = "a managed resource cannot become a data source, nor the other way round";
      } else if (!from.resource().type().equals(to.resource().type())) {
        why = "resource types don't match";
      }
    }
    return why == null
        ? null
        : Diagnostic.error(
            "Invalid state move request", "Cannot move %s to %s: %s.".formatted(from, to, why));
  }

  private static @Nullable ResourceInstanceAddress asResource(
      ResourceInstanceAddress address, TargetAddress from, TargetAddress to) {
    boolean one = isKeyed(from.key()) || isKeyed(to.key());
    if (!address.module().equals(from.module())
        || !address.resource().equals(from.resource())
        || (one && !address.key().equals(from.key()))) {
      return null;
    }
    return new ResourceInstanceAddress(
        to.module(), requireNonNull(to.resource()), one ? to.key() : address.key());
  }

  private static @Nullable ResourceInstanceAddress inModule(
      ResourceInstanceAddress address, TargetAddress from, TargetAddress to) {
    List<ModuleInstanceAddress.Step> steps = address.module().steps();
    List<ModuleInstanceAddress.Step> prefix = from.module().steps();
    int last = prefix.size() - 1;
    if (steps.size() <= last || !steps.subList(0, last).equals(prefix.subList(0, last))) {
      return null;
    }
    InstanceKey toKey = to.module().steps().getLast().key();
    boolean one = isKeyed(prefix.get(last).key()) || isKeyed(toKey);
    ModuleInstanceAddress.Step own = steps.get(last);
    if (!own.name().equals(prefix.get(last).name())
        || (one && !own.key().equals(prefix.get(last).key()))) {
      return null;
    }
    List<ModuleInstanceAddress.Step> moved = new ArrayList<>(to.module().steps());
    String name = moved.removeLast().name();
    moved.add(new ModuleInstanceAddress.Step(name, one ? toKey : own.key()));
    moved.addAll(steps.subList(last + 1, steps.size()));
    return new ResourceInstanceAddress(
        new ModuleInstanceAddress(moved), address.resource(), address.key());
  }

  private static boolean isKeyed(InstanceKey key) {
    return !(key instanceof InstanceKey.None);
  }

  /// The changes that take the objects out of a state.
  public List<StateChange> removals() {
    List<StateChange> changes = new ArrayList<>();
    steps.forEach(step -> changes.add(new StateChange.Remove(step.from())));
    return changes;
  }

  /// The changes that put the objects where they go.
  ///
  /// @param source the state that they were in before
  public List<StateChange> additions(State source) {
    List<StateChange> changes = new ArrayList<>();
    for (Step step : steps) {
      StoredInstance instance = source.instance(step.from());
      if (instance != null) {
        changes.add(
            new StateChange.Put(
                new StoredInstance(
                    step.to(), instance.provider(), instance.current(), instance.deposed())));
      }
    }
    return changes;
  }

  /// All changes of a move within one state. What depended on a resource that is now wholly
  /// somewhere else depends on it there. Linear in the state.
  public List<StateChange> within(State state) {
    List<StateChange> changes = removals();
    List<StateChange> additions = additions(state);
    changes.addAll(additions);
    State moved = state.withAll(changes);
    Map<ConfigurationResourceAddress, ConfigurationResourceAddress> renamed = renamed(moved);
    for (StoredInstance instance : moved.instances().values()) {
      StoredInstance updated = withDependencies(instance, renamed);
      if (!updated.equals(instance)) {
        changes.add(new StateChange.Put(updated));
      }
    }
    return changes;
  }

  private Map<ConfigurationResourceAddress, ConfigurationResourceAddress> renamed(State moved) {
    Map<ConfigurationResourceAddress, ConfigurationResourceAddress> renamed = new HashMap<>();
    for (Step step : steps) {
      renamed.put(step.from().configuration(), step.to().configuration());
    }
    moved.instances().keySet().forEach(address -> renamed.remove(address.configuration()));
    return renamed;
  }

  private static StoredInstance withDependencies(
      StoredInstance instance,
      Map<ConfigurationResourceAddress, ConfigurationResourceAddress> renamed) {
    StoredObject current = instance.current();
    Map<String, StoredObject> deposed = new TreeMap<>(instance.deposed());
    deposed.replaceAll((key, object) -> withDependencies(object, renamed));
    return new StoredInstance(
        instance.address(),
        instance.provider(),
        current == null ? null : withDependencies(current, renamed),
        deposed);
  }

  private static StoredObject withDependencies(
      StoredObject object,
      Map<ConfigurationResourceAddress, ConfigurationResourceAddress> renamed) {
    return object.withDependencies(
        object.dependencies().stream().map(each -> renamed.getOrDefault(each, each)).toList());
  }
}
