package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.evaluation.Cell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The resources that each computed value was made from, told by what its cell asked for.
///
/// Looks through values, outputs, data sources and ephemeral resources, which are themselves not
/// kept anywhere, but not through managed objects: those have dependencies of their own. The result
/// for a cell is remembered, so that the cost is linear in the cells and what they asked for, times
/// the number of distinct resources behind each.
final class Dependencies {
  private final IdentityHashMap<Cell<?>, Set<ConfigurationResourceAddress>> known =
      new IdentityHashMap<>();

  /// The cells of these instances and of all instances that they were computed from. Linear in the
  /// cells and what they asked for.
  static List<Cell<?>> withAllNeeded(Collection<? extends Cell<?>> instances) {
    Deque<Cell<?>> open = new ArrayDeque<>(instances);
    Set<Cell<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Cell<?>> needed = new ArrayList<>();
    while (!open.isEmpty()) {
      Cell<?> cell = open.pop();
      if (seen.add(cell)) {
        if (cell.label() instanceof ResourceInstanceAddress) {
          needed.add(cell);
        }
        cell.demands().forEach(open::push);
      }
    }
    return needed;
  }

  /// The resources behind an instance's cell, without the resource itself.
  List<ConfigurationResourceAddress> of(Cell<?> cell) {
    Set<ConfigurationResourceAddress> found = new TreeSet<>(behind(cell));
    if (cell.label() instanceof ResourceInstanceAddress own) {
      found.remove(own.configuration());
    }
    return List.copyOf(found);
  }

  /// Depth first with a stack of our own: chains of values can be long.
  private Set<ConfigurationResourceAddress> behind(Cell<?> start) {
    Deque<Cell<?>> open = new ArrayDeque<>();
    open.push(start);
    Set<Cell<?>> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Cell<?> cell = open.peek();
      if (known.containsKey(cell)) {
        open.pop();
      } else if (entered.add(cell)) {
        for (Cell<?> demand : cell.demands()) {
          if (!isManaged(demand) && !known.containsKey(demand) && !entered.contains(demand)) {
            open.push(demand);
          }
        }
      } else {
        known.put(cell, union(cell));
        open.pop();
      }
    }
    return known.getOrDefault(start, Set.of());
  }

  private Set<ConfigurationResourceAddress> union(Cell<?> cell) {
    Set<ConfigurationResourceAddress> union = new HashSet<>();
    for (Cell<?> demand : cell.demands()) {
      // Where an object comes from is not what it is made from.
      if (demand.label() instanceof Imports.Place) {
        continue;
      }
      if (demand.label() instanceof ResourceInstanceAddress address
          && address.resource().mode() != ResourceMode.EPHEMERAL) {
        union.add(address.configuration());
      }
      if (!isManaged(demand)) {
        union.addAll(known.getOrDefault(demand, Set.of()));
      }
    }
    return Set.copyOf(union);
  }

  private static boolean isManaged(Cell<?> cell) {
    return cell.label() instanceof ResourceInstanceAddress address
        && address.resource().mode() == ResourceMode.MANAGED;
  }
}
