package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationNode;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.config.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// The resources whose replacements are made before the old objects go.
final class CreateBeforeDestroy {
  private CreateBeforeDestroy() {}

  /// Those that say so, and all that they need: a new object could not be made while what it needs
  /// is gone. Linear in the graph.
  static Set<ConfigurationResourceAddress> of(
      Configuration configuration, ReferenceGraph references) {
    Deque<ConfigurationNode> open = new ArrayDeque<>();
    for (ConfigurationNode node : references.nodes()) {
      if (node instanceof ConfigurationNode.ResourceNode(ConfigurationResourceAddress address)) {
        Resource resource = configuration.resource(address);
        if (resource != null && Boolean.TRUE.equals(resource.lifecycle().createBeforeDestroy())) {
          open.add(node);
        }
      }
    }
    Set<ConfigurationNode> reached = new HashSet<>(open);
    Set<ConfigurationResourceAddress> found = new HashSet<>();
    while (!open.isEmpty()) {
      ConfigurationNode node = open.poll();
      if (node instanceof ConfigurationNode.ResourceNode(ConfigurationResourceAddress address)) {
        found.add(address);
      }
      for (ConfigurationNode needed : references.needs(node)) {
        if (reached.add(needed)) {
          open.add(needed);
        }
      }
    }
    return found;
  }
}
