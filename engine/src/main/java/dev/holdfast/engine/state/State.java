package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that exists, as last seen. Immutable: a change gives a new state that shares all but
/// the changed path with the old one, in logarithmic time.
public final class State {
  private final String lineage;
  private final long serial;
  private final SortedMap<ResourceInstanceAddress, StoredInstance> instances;
  private final SortedMap<String, StoredOutput> outputs;

  private State(
      String lineage,
      long serial,
      SortedMap<ResourceInstanceAddress, StoredInstance> instances,
      SortedMap<String, StoredOutput> outputs) {
    this.lineage = lineage;
    this.serial = serial;
    this.instances = instances;
    this.outputs = outputs;
  }

  /// A state without anything in it.
  ///
  /// @param lineage a new UUID, kept for the life of the state
  public static State empty(String lineage) {
    return new State(lineage, 0, new TreeMap<>(), new TreeMap<>());
  }

  public String lineage() {
    return lineage;
  }

  /// How many times this state was changed and kept.
  public long serial() {
    return serial;
  }

  /// In the order of their addresses.
  public SortedMap<ResourceInstanceAddress, StoredInstance> instances() {
    return Collections.unmodifiableSortedMap(instances);
  }

  public @Nullable StoredInstance instance(ResourceInstanceAddress address) {
    return instances.get(address);
  }

  public SortedMap<String, StoredOutput> outputs() {
    return Collections.unmodifiableSortedMap(outputs);
  }

  /// The state with this instance in place of the one with its address; an empty one is removed.
  public State with(StoredInstance instance) {
    SortedMap<ResourceInstanceAddress, StoredInstance> changed = new TreeMap<>(instances);
    if (instance.isEmpty()) {
      changed.remove(instance.address());
    } else {
      changed.put(instance.address(), instance);
    }
    return new State(lineage, serial, changed, outputs);
  }

  public State without(ResourceInstanceAddress address) {
    SortedMap<ResourceInstanceAddress, StoredInstance> changed = new TreeMap<>(instances);
    changed.remove(address);
    return new State(lineage, serial, changed, outputs);
  }

  public State withOutputs(Map<String, StoredOutput> newOutputs) {
    return new State(lineage, serial, instances, new TreeMap<>(newOutputs));
  }

  public State withSerial(long newSerial) {
    return new State(lineage, newSerial, instances, outputs);
  }

  /// The state after all the changes, in their order.
  public State withAll(List<StateChange> changes) {
    State state = this;
    for (StateChange change : changes) {
      state = change.applyTo(state);
    }
    return state;
  }

  /// What the checks came to in the last run.
  public List<CheckResult> checkResults() {
    throw new UnsupportedOperationException("not written yet");
  }

  public State withCheckResults(List<CheckResult> newResults) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Whether both hold the same objects, outputs and check results, whatever their serials.
  public boolean sameContent(State other) {
    throw new UnsupportedOperationException("not written yet");
  }
}
