package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Orders the steps of a plan.
///
/// - What an object's configuration was computed from is applied before it. The cells know what
///   they asked for, instance by instance; values in between become joins.
/// - An object is destroyed before those it was made from, told by the dependencies in the state.
/// - An old object goes only after those that were made from it have turned away from it, unless
///   they themselves wait for a destruction: then that order would be a circle.
///
/// Cost linear in the cells, what they asked for, and the dependencies in the state.
final class GraphBuilding {
  private static final int NOTHING = -1;

  private final List<ResourceChange> changes;
  private final State state;
  private final ActionGraph.Builder graph = new ActionGraph.Builder();
  private final List<int[]> edges = new ArrayList<>();
  private final Map<ResourceInstanceAddress, Integer> applySteps = new HashMap<>();
  private final Map<Integer, Integer> destroySteps = new HashMap<>();
  private final IdentityHashMap<Cell<?>, Integer> stepsOfCells = new IdentityHashMap<>();
  private final Map<ConfigurationResourceAddress, Integer> dependentsGone = new HashMap<>();
  private final Map<ConfigurationResourceAddress, Integer> dependentsTurned = new HashMap<>();

  GraphBuilding(List<ResourceChange> changes, State state) {
    this.changes = changes;
    this.state = state;
  }

  ActionGraph build(Collection<Cell<?>> cells) {
    addSteps();
    cells.forEach(this::stepOf);
    orderDestructions();
    orderTurningAway();
    edges.forEach(edge -> graph.edge(edge[0], edge[1]));
    return graph.build();
  }

  private void addSteps() {
    for (int index = 0; index < changes.size(); index++) {
      ResourceChange change = changes.get(index);
      if (change.reason() == ActionReason.READ_BECAUSE_CHECK_NESTED) {
        // Read when the checks are evaluated, after everything else.
        continue;
      }
      switch (change.action()) {
        case NO_OP -> {}
        case CREATE, READ, UPDATE, FORGET, FORGET_THEN_CREATE -> addApply(index, change);
        case DELETE -> addDestroy(index);
        case DELETE_THEN_CREATE -> edge(addDestroy(index), addApply(index, change));
        case CREATE_THEN_DELETE -> edge(addApply(index, change), addDestroy(index));
      }
    }
  }

  private int addApply(int index, ResourceChange change) {
    int step = graph.add(new ActionGraph.Apply(index));
    if (change.deposedKey() == null) {
      applySteps.put(change.address(), step);
    }
    return step;
  }

  private int addDestroy(int index) {
    int step = graph.add(new ActionGraph.Destroy(index));
    destroySteps.put(index, step);
    return step;
  }

  private void edge(int earlier, int later) {
    edges.add(new int[] {earlier, later});
  }

  /// The step after which the value of a cell is final, or [#NOTHING] where no step changes it.
  /// Depth first with a stack of our own: chains of values can be long.
  private int stepOf(Cell<?> start) {
    Deque<Cell<?>> open = new ArrayDeque<>();
    open.push(start);
    Set<Cell<?>> entered = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Cell<?> cell = open.peek();
      if (stepsOfCells.containsKey(cell)) {
        open.pop();
      } else if (entered.add(cell)) {
        for (Cell<?> demand : cell.demands()) {
          if (!stepsOfCells.containsKey(demand) && !entered.contains(demand)) {
            open.push(demand);
          }
        }
      } else {
        stepsOfCells.put(cell, join(cell));
        open.pop();
      }
    }
    return stepsOfCells.getOrDefault(start, NOTHING);
  }

  private int join(Cell<?> cell) {
    Set<Integer> before = new HashSet<>();
    for (Cell<?> demand : cell.demands()) {
      int step = stepsOfCells.getOrDefault(demand, NOTHING);
      if (step != NOTHING) {
        before.add(step);
      }
    }
    Integer own =
        cell.label() instanceof ResourceInstanceAddress address ? applySteps.get(address) : null;
    if (own == null && before.size() <= 1) {
      return before.isEmpty() ? NOTHING : before.iterator().next();
    }
    int step = own != null ? own : graph.add(new ActionGraph.Join(cell.toString()));
    before.forEach(earlier -> edge(earlier, step));
    return step;
  }

  private void orderDestructions() {
    for (StoredInstance instance : state.instances().values()) {
      StoredObject current = instance.current();
      if (current != null) {
        ConfigurationResourceAddress own = instance.address().configuration();
        for (ConfigurationResourceAddress dependency : current.dependencies()) {
          // What depends on this resource is gone before what this resource depends on.
          edge(gate(dependentsGone, own), gate(dependentsGone, dependency));
        }
      }
    }
    destroySteps.forEach((index, step) -> {
      ResourceChange change = changes.get(index);
      edge(gate(dependentsGone, change.address().configuration()), step);
      for (ConfigurationResourceAddress dependency : storedDependencies(change)) {
        edge(step, gate(dependentsGone, dependency));
      }
    });
  }

  private List<ConfigurationResourceAddress> storedDependencies(ResourceChange change) {
    StoredInstance instance = state.instance(change.address());
    if (instance == null) {
      return List.of();
    }
    StoredObject object =
        change.deposedKey() == null
            ? instance.current()
            : instance.deposed().get(change.deposedKey());
    return object == null ? List.of() : object.dependencies();
  }

  private void orderTurningAway() {
    BitSet afterDestruction = reachableFromDestructions();
    for (ResourceChange change : changes) {
      Integer apply = change.deposedKey() == null ? applySteps.get(change.address()) : null;
      if (apply != null && change.action() == Action.UPDATE && !afterDestruction.get(apply)) {
        for (ConfigurationResourceAddress dependency : storedDependencies(change)) {
          edge(apply, gate(dependentsTurned, dependency));
        }
      }
    }
    destroySteps.forEach((index, step) -> {
      ResourceChange change = changes.get(index);
      Integer turned = dependentsTurned.get(change.address().configuration());
      if (turned != null && change.action() != Action.DELETE_THEN_CREATE) {
        edge(turned, step);
      }
    });
  }

  private BitSet reachableFromDestructions() {
    Map<Integer, List<Integer>> successors = new HashMap<>();
    for (int[] edge : edges) {
      successors.computeIfAbsent(edge[0], key -> new ArrayList<>()).add(edge[1]);
    }
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(destroySteps.values());
    while (!open.isEmpty()) {
      for (int next : successors.getOrDefault(open.poll(), List.of())) {
        if (!reached.get(next)) {
          reached.set(next);
          open.add(next);
        }
      }
    }
    return reached;
  }

  private int gate(
      Map<ConfigurationResourceAddress, Integer> gates, ConfigurationResourceAddress resource) {
    return gates.computeIfAbsent(
        resource, key -> graph.add(new ActionGraph.Join("destruction of " + key)));
  }
}
