package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// All that resources depend on, directly or through others: the form in which state files keep
/// dependencies. The peers order destructions by them even where what lies between is not being
/// changed. Only resources of the state are added: what does not exist orders nothing.
///
/// Linear in the size of the result: each resource is worked out once, and what came in with a
/// larger closure is not added again.
public final class DependencyClosure {
  private final Map<ConfigurationResourceAddress, Set<ConfigurationResourceAddress>> direct =
      new HashMap<>();
  private final Map<ConfigurationResourceAddress, Set<ConfigurationResourceAddress>> closures =
      new HashMap<>();
  private final Map<List<ConfigurationResourceAddress>, List<String>> texts = new HashMap<>();

  private DependencyClosure() {}

  /// The closures among these instances.
  public static DependencyClosure of(Collection<StoredInstance> instances) {
    DependencyClosure closure = new DependencyClosure();
    for (StoredInstance instance : instances) {
      Set<ConfigurationResourceAddress> dependencies =
          closure.direct.computeIfAbsent(
              instance.address().configuration(), key -> new LinkedHashSet<>());
      StoredObject current = instance.current();
      if (current != null) {
        dependencies.addAll(current.dependencies());
      }
      instance.deposed().values().forEach(object -> dependencies.addAll(object.dependencies()));
    }
    closure.resolve();
    return closure;
  }

  /// Works out the closures, those of what others depend on first.
  private void resolve() {
    Map<ConfigurationResourceAddress, Integer> waiting = new HashMap<>();
    Map<ConfigurationResourceAddress, List<ConfigurationResourceAddress>> dependents =
        new HashMap<>();
    Deque<ConfigurationResourceAddress> ready = new ArrayDeque<>();
    direct.forEach((resource, dependencies) -> {
      int count = 0;
      for (ConfigurationResourceAddress dependency : dependencies) {
        if (direct.containsKey(dependency) && !dependency.equals(resource)) {
          dependents.computeIfAbsent(dependency, key -> new ArrayList<>()).add(resource);
          count++;
        }
      }
      waiting.put(resource, count);
      if (count == 0) {
        ready.add(resource);
      }
    });
    while (!ready.isEmpty()) {
      ConfigurationResourceAddress resource = ready.remove();
      closures.put(resource, union(direct.getOrDefault(resource, Set.of())));
      for (ConfigurationResourceAddress dependent : dependents.getOrDefault(resource, List.of())) {
        if (waiting.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    // What is left depends on itself, which only an edited state can say: it stays as it is.
  }

  private Set<ConfigurationResourceAddress> union(
      Collection<ConfigurationResourceAddress> dependencies) {
    List<ConfigurationResourceAddress> largestFirst = new ArrayList<>(dependencies);
    largestFirst.sort(
        Comparator.comparingInt(
                (ConfigurationResourceAddress each) -> closures.getOrDefault(each, Set.of()).size())
            .reversed());
    Set<ConfigurationResourceAddress> all = new HashSet<>();
    for (ConfigurationResourceAddress dependency : largestFirst) {
      if (all.add(dependency)) {
        for (ConfigurationResourceAddress further : closures.getOrDefault(dependency, Set.of())) {
          if (direct.containsKey(further)) {
            all.add(further);
          }
        }
      }
    }
    return all;
  }

  /// The addresses as a state file lists them, in order.
  public List<String> texts(List<ConfigurationResourceAddress> dependencies) {
    if (dependencies.isEmpty()) {
      return List.of();
    }
    return texts.computeIfAbsent(
        dependencies,
        key -> {
          Set<String> ordered = new TreeSet<>();
          union(key).forEach(address -> ordered.add(address.toString()));
          return List.copyOf(ordered);
        });
  }
}
