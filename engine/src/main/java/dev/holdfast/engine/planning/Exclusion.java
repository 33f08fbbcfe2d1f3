package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.ConfigurationNode;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.evaluation.InstanceSelection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All but what `-exclude` names and what depends on it.
///
/// Whoever depends on one instance of a resource is left out with all instances: what depends on
/// what is told by the configuration as written, before anything is expanded.
final class Exclusion implements InstanceSelection {
  private final List<TargetAddress> excluded;

  private final Set<ConfigurationNode> dependents;

  private Exclusion(List<TargetAddress> excluded, Set<ConfigurationNode> dependents) {
    this.excluded = excluded;
    this.dependents = dependents;
  }

  /// Linear in the graph, for each module that is named; resources that are named cost one look at
  /// the graph together.
  static Exclusion of(ReferenceGraph references, List<TargetAddress> excluded) {
    Map<ConfigurationNode, List<ConfigurationNode>> neededBy = new HashMap<>();
    for (ConfigurationNode node : references.nodes()) {
      for (ConfigurationNode needed : references.needs(node)) {
        neededBy.computeIfAbsent(needed, key -> new ArrayList<>()).add(node);
      }
    }
    Set<ConfigurationNode> dependents = new HashSet<>();
    Deque<ConfigurationNode> open = new ArrayDeque<>();
    for (Declared each : declared(excluded)) {
      for (ConfigurationNode outside : each.neededOutside(references, neededBy)) {
        if (dependents.add(outside)) {
          open.add(outside);
        }
      }
    }
    while (!open.isEmpty()) {
      for (ConfigurationNode next : neededBy.getOrDefault(open.poll(), List.of())) {
        if (dependents.add(next)) {
          open.add(next);
        }
      }
    }
    return new Exclusion(excluded, dependents);
  }

  private static Collection<Declared> declared(List<TargetAddress> excluded) {
    Set<Declared> all = new HashSet<>();
    for (TargetAddress each : excluded) {
      all.add(new Declared(each.module().module(), each.resource()));
    }
    return all;
  }

  /// A module or resource as written, with all its instances.
  ///
  /// @param resource null for the whole module
  private record Declared(ModulePath module, @Nullable ResourceAddress resource) {
    /// What needs it directly and is not a part of it. Inside a module, whatever needs an instance
    /// belongs to the same instance of the module, and is excluded with that one alone.
    Set<ConfigurationNode> neededOutside(
        ReferenceGraph references, Map<ConfigurationNode, List<ConfigurationNode>> neededBy) {
      Set<ConfigurationNode> outside = new HashSet<>();
      Set<ConfigurationNode> inside = new HashSet<>(resources(references));
      Deque<ConfigurationNode> open = new ArrayDeque<>(inside);
      while (!open.isEmpty()) {
        for (ConfigurationNode next : neededBy.getOrDefault(open.poll(), List.of())) {
          if (!isPart(next)) {
            outside.add(next);
          } else if (inside.add(next)) {
            open.add(next);
          }
        }
      }
      return outside;
    }

    private Collection<ConfigurationNode> resources(ReferenceGraph references) {
      if (resource != null) {
        return List.of(
            new ConfigurationNode.ResourceNode(new ConfigurationResourceAddress(module, resource)));
      }
      return references.nodes().stream()
          .filter(node -> node instanceof ConfigurationNode.ResourceNode && isPart(node))
          .toList();
    }

    private boolean isPart(ConfigurationNode node) {
      return resource == null && isWithin(node.module(), module);
    }
  }

  private static boolean isWithin(ModulePath path, ModulePath module) {
    int depth = module.names().size();
    return path.names().size() >= depth && path.names().subList(0, depth).equals(module.names());
  }

  /// Whether something else than a resource, such as an output of the root module, has nothing to
  /// do with what is left out.
  boolean isIndependent(ConfigurationNode node) {
    return !dependents.contains(node);
  }

  /// The resources that are left out since they depend on something that is, in no order.
  Stream<ConfigurationResourceAddress> dependentResources() {
    return dependents.stream()
        .filter(ConfigurationNode.ResourceNode.class::isInstance)
        .map(node -> ((ConfigurationNode.ResourceNode) node).address());
  }

  @Override
  public boolean mayContain(ConfigurationResourceAddress declaration) {
    return !dependents.contains(new ConfigurationNode.ResourceNode(declaration))
        && excluded.stream().noneMatch(each -> each.containsWhole(declaration));
  }

  @Override
  public boolean mayBeIn(ModulePath called) {
    return !dependents.contains(new ConfigurationNode.ModuleCallNode(called))
        && excluded.stream()
            .noneMatch(each -> each.resource() == null && each.containsWhole(called));
  }

  @Override
  public boolean contains(ResourceInstanceAddress instance) {
    return !dependents.contains(new ConfigurationNode.ResourceNode(instance.configuration()))
        && excluded.stream().noneMatch(each -> each.contains(instance));
  }
}
