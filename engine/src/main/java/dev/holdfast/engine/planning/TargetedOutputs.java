package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.ConfigurationNode;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.evaluation.Cell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The outputs of the root module that a plan of a part can tell: those that are made of resources,
/// and of none that is outside of that part.
final class TargetedOutputs {
  private final ReferenceGraph references;
  private final Set<ConfigurationNode> inside = new HashSet<>();
  private final Set<ConfigurationNode> outside = new HashSet<>();
  private final Map<ConfigurationNode, List<ConfigurationNode>> neededBy = new HashMap<>();

  private TargetedOutputs(
      ReferenceGraph references, Targets targets, Collection<? extends Cell<?>> planned) {
    this.references = references;
    Set<ConfigurationResourceAddress> single = new HashSet<>();
    for (Cell<?> cell : planned) {
      if (cell.label() instanceof ResourceInstanceAddress address && isOnlyOne(address)) {
        single.add(address.configuration());
      }
    }
    for (ConfigurationNode node : references.nodes()) {
      if (node instanceof ConfigurationNode.ResourceNode(ConfigurationResourceAddress address)) {
        boolean whole =
            single.contains(address)
                || targets.addresses().stream().anyMatch(each -> each.containsWhole(address));
        (whole ? inside : outside).add(node);
      }
      for (ConfigurationNode needed : references.needs(node)) {
        neededBy.computeIfAbsent(needed, key -> new ArrayList<>()).add(node);
      }
    }
  }

  /// Their names. Linear in the configuration.
  ///
  /// @param planned the cells of the instances that the plan has looked at
  static Set<String> of(
      ReferenceGraph references, Targets targets, Collection<? extends Cell<?>> planned) {
    return new TargetedOutputs(references, targets, planned).names();
  }

  private static boolean isOnlyOne(ResourceInstanceAddress address) {
    return address.key() instanceof InstanceKey.None
        && address.module().steps().stream()
            .allMatch(step -> step.key() instanceof InstanceKey.None);
  }

  private Set<String> names() {
    Set<ConfigurationNode> ofPart = above(inside);
    Set<ConfigurationNode> ofOthers = above(outside);
    Set<String> names = new TreeSet<>();
    for (ConfigurationNode node : references.nodes()) {
      if (node instanceof ConfigurationNode.OutputNode(ModulePath module, String name)
          && module.equals(ModulePath.ROOT)
          && ofPart.contains(node)
          && !ofOthers.contains(node)) {
        names.add(name);
      }
    }
    return names;
  }

  /// What needs any of these, seen through values but not through resources of the part: those have
  /// got what they need.
  private Set<ConfigurationNode> above(Set<ConfigurationNode> resources) {
    Set<ConfigurationNode> found = new HashSet<>(resources);
    Deque<ConfigurationNode> open = new ArrayDeque<>(resources);
    while (!open.isEmpty()) {
      for (ConfigurationNode next : neededBy.getOrDefault(open.poll(), List.of())) {
        if (!inside.contains(next) && found.add(next)) {
          open.add(next);
        }
      }
    }
    return found;
  }
}
