package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a targeted destroy takes with it: the objects named, and all that were made from them.
final class DestroyTargets {
  private DestroyTargets() {}

  /// Linear in the state and the dependencies in it, for each target.
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
