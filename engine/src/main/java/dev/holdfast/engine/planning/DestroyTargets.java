package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What a destroy of a part takes with it, told by the state.
final class DestroyTargets {
  private DestroyTargets() {}

  /// The objects that are to stay: those that are left out, and all that they were made from.
  /// Linear in the state and the dependencies in it, times what it takes to tell what is left out.
  static Set<ResourceInstanceAddress> kept(
      State state, Predicate<ResourceInstanceAddress> isLeftOut) {
    Map<ConfigurationResourceAddress, List<StoredInstance>> declared = new HashMap<>();
    Set<ResourceInstanceAddress> kept = new HashSet<>();
    Deque<StoredInstance> open = new ArrayDeque<>();
    for (StoredInstance instance : state.instances().values()) {
      declared
          .computeIfAbsent(instance.address().configuration(), key -> new ArrayList<>())
          .add(instance);
      if (isLeftOut.test(instance.address())) {
        kept.add(instance.address());
        open.add(instance);
      }
    }
    while (!open.isEmpty()) {
      StoredObject current = open.poll().current();
      List<ConfigurationResourceAddress> needed =
          current == null ? List.of() : current.dependencies();
      for (ConfigurationResourceAddress each : needed) {
        // Each declaration is looked through once.
        List<StoredInstance> instances = declared.remove(each);
        if (instances != null) {
          instances.stream().filter(one -> kept.add(one.address())).forEach(open::add);
        }
      }
    }
    return kept;
  }

  /// The objects that are named, and all that were made from them. Linear in the state and the
  /// dependencies in it, for each target.
  static Set<ResourceInstanceAddress> of(State state, List<TargetAddress> targets) {
    if (targets.isEmpty()) {
      return Set.of();
    }
    Map<ConfigurationResourceAddress, List<ResourceInstanceAddress>> dependents = new HashMap<>();
    Set<ResourceInstanceAddress> found = new HashSet<>();
    for (StoredInstance instance : state.instances().values()) {
      if (instance.current() != null) {
        for (ConfigurationResourceAddress dependency : instance.current().dependencies()) {
          dependents.computeIfAbsent(dependency, key -> new ArrayList<>()).add(instance.address());
        }
      }
      if (targets.stream().anyMatch(target -> target.contains(instance.address()))) {
        found.add(instance.address());
      }
    }
    Deque<ResourceInstanceAddress> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (ResourceInstanceAddress dependent :
          dependents.getOrDefault(open.poll().configuration(), List.of())) {
        if (found.add(dependent)) {
          open.add(dependent);
        }
      }
    }
    return found;
  }
}
