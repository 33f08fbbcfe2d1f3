package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.MoveStatements;
import dev.holdfast.engine.config.Moved;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StoredInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies the `moved` blocks of a configuration to a state: objects keep existing under their new
/// addresses. Linear in the state for each block.
///
/// @param state after the moves
/// @param previousAddresses where moved objects were before, by their new address
record MovedObjects(
    State state, Map<ResourceInstanceAddress, ResourceInstanceAddress> previousAddresses) {

  /// Applies all blocks, so that an object goes through a chain of them in one plan. An object is
  /// moved only to a place where there is none.
  static MovedObjects apply(Configuration configuration, State state) {
    State moved = state;
    Map<ResourceInstanceAddress, ResourceInstanceAddress> previous = new HashMap<>();
    for (MoveStatements.Statement each : MoveStatements.of(configuration).ordered()) {
      moved = apply(each.block(), each.module(), moved, previous);
    }
    return new MovedObjects(moved, previous);
  }

  private static State apply(
      Moved block,
      Module module,
      State state,
      Map<ResourceInstanceAddress, ResourceInstanceAddress> previous) {
    List<StateChange> changes = new ArrayList<>();
    for (StoredInstance instance : state.instances().values()) {
      ResourceInstanceAddress from = instance.address();
      ResourceInstanceAddress to = target(block, module, from);
      if (to != null && !to.equals(from) && state.instance(to) == null) {
        changes.add(new StateChange.Remove(from));
        changes.add(
            new StateChange.Put(
                new StoredInstance(
                    to, instance.provider(), instance.current(), instance.deposed())));
        ResourceInstanceAddress first = previous.remove(from);
        previous.put(to, first == null ? from : first);
      }
    }
    return changes.isEmpty() ? state : state.withAll(changes);
  }

  /// Where the block moves the object, or null where it is not about it.
  private static @Nullable ResourceInstanceAddress target(
      Moved block, Module module, ResourceInstanceAddress address) {
    List<ModuleInstanceAddress.Step> steps = address.module().steps();
    int depth = module.path().names().size();
    if (steps.size() < depth
        || !new ModuleInstanceAddress(steps.subList(0, depth)).module().equals(module.path())) {
      return null;
    }
    ResourceInstanceAddress relative =
        new ResourceInstanceAddress(
            new ModuleInstanceAddress(steps.subList(depth, steps.size())),
            address.resource(),
            address.key());
    if (!block.from().contains(relative) || !isMeant(block, relative)) {
      return null;
    }
    return within(steps.subList(0, depth), moved(block.from(), block.to(), relative));
  }

  /// Where `to` has a key and `from` has none, only the instance without a key is meant: other
  /// instances must not be moved to the one place.
  private static boolean isMeant(Moved block, ResourceInstanceAddress relative) {
    TargetAddress from = block.from();
    TargetAddress to = block.to();
    if (from.resource() != null && to.resource() != null) {
      return !(from.key() instanceof InstanceKey.None)
          || to.key() instanceof InstanceKey.None
          || relative.key() instanceof InstanceKey.None;
    }
    InstanceKey fromKey = from.module().steps().getLast().key();
    InstanceKey toKey = to.module().steps().getLast().key();
    InstanceKey key = relative.module().steps().get(from.module().steps().size() - 1).key();
    return !(fromKey instanceof InstanceKey.None)
        || toKey instanceof InstanceKey.None
        || key instanceof InstanceKey.None;
  }

  private static ResourceInstanceAddress moved(
      TargetAddress from, TargetAddress to, ResourceInstanceAddress relative) {
    if (from.resource() == null || to.resource() == null) {
      int skipped = from.module().steps().size();
      List<ModuleInstanceAddress.Step> steps = new ArrayList<>(to.module().steps());
      InstanceKey lastKey = relative.module().steps().get(skipped - 1).key();
      ModuleInstanceAddress.Step last = steps.getLast();
      boolean keepsKey =
          from.module().steps().getLast().key() instanceof InstanceKey.None
              && last.key() instanceof InstanceKey.None;
      steps.set(
          steps.size() - 1, keepsKey ? new ModuleInstanceAddress.Step(last.name(), lastKey) : last);
      steps.addAll(relative.module().steps().subList(skipped, relative.module().steps().size()));
      return new ResourceInstanceAddress(
          new ModuleInstanceAddress(steps), relative.resource(), relative.key());
    }
    boolean keepsKey =
        from.key() instanceof InstanceKey.None && to.key() instanceof InstanceKey.None;
    return new ResourceInstanceAddress(
        to.module(), to.resource(), keepsKey ? relative.key() : to.key());
  }

  private static ResourceInstanceAddress within(
      List<ModuleInstanceAddress.Step> outer, ResourceInstanceAddress relative) {
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>(outer);
    steps.addAll(relative.module().steps());
    return new ResourceInstanceAddress(
        new ModuleInstanceAddress(steps), relative.resource(), relative.key());
  }
}
