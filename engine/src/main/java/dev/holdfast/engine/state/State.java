package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.persistent.PersistentSortedMap;
import dev.holdfast.hcl.order.CodePointMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything that exists, as last seen. Immutable: a change gives a new state that shares all but
/// the changed path with the old one, in logarithmic time.
public final class State {
  private final String lineage;
  private final long serial;
  private final String writtenBy;
  private final PersistentSortedMap<ResourceInstanceAddress, StoredInstance> instances;
  private final CodePointMap<StoredOutput> outputs;
  private final @Nullable List<CheckResult> checkResults;

  private State(
      String lineage,
      long serial,
      String writtenBy,
      PersistentSortedMap<ResourceInstanceAddress, StoredInstance> instances,
      CodePointMap<StoredOutput> outputs,
      @Nullable List<CheckResult> checkResults) {
    this.lineage = lineage;
    this.serial = serial;
    this.writtenBy = writtenBy;
    this.instances = instances;
    this.outputs = outputs;
    this.checkResults = checkResults;
  }

  /// A state without anything in it.
  ///
  /// @param lineage a new UUID, kept for the life of the state
  public static State empty(String lineage) {
    return new State(lineage, 0, "", PersistentSortedMap.empty(), CodePointMap.empty(), null);
  }

  /// A state of many instances at once. Linear time where they come in the order of their
  /// addresses, else a sort.
  ///
  /// @param instances each address once; empty ones are left out
  /// @throws IllegalArgumentException if an address occurs twice
  public static State of(String lineage, long serial, Collection<StoredInstance> instances) {
    List<StoredInstance> ordered = new ArrayList<>(instances);
    ordered.removeIf(StoredInstance::isEmpty);
    ordered.sort(Comparator.comparing(StoredInstance::address));
    List<Map.Entry<ResourceInstanceAddress, StoredInstance>> entries =
        new ArrayList<>(ordered.size());
    ordered.forEach(instance -> entries.add(Map.entry(instance.address(), instance)));
    return new State(
        lineage, serial, "", PersistentSortedMap.ofOrdered(entries), CodePointMap.empty(), null);
  }

  public String lineage() {
    return lineage;
  }

  /// How many times this state was changed and kept.
  public long serial() {
    return serial;
  }

  /// The version of the program that wrote it last; empty where that is not known.
  public String writtenBy() {
    return writtenBy;
  }

  /// In the order of their addresses.
  public SortedMap<ResourceInstanceAddress, StoredInstance> instances() {
    return instances;
  }

  /// The providers of all objects.
  public SortedSet<ProviderSource> providers() {
    SortedSet<ProviderSource> providers = new TreeSet<>();
    instances().values().forEach(each -> providers.add(each.provider().source()));
    return providers;
  }

  public @Nullable StoredInstance instance(ResourceInstanceAddress address) {
    return instances.get(address);
  }

  /// The output values of the root module, in the order of their names.
  public SortedMap<String, StoredOutput> outputs() {
    return outputs;
  }

  /// What the checks came to in the last run, or null where no run has told.
  public @Nullable List<CheckResult> checkResults() {
    return checkResults;
  }

  /// Whether there is nothing in it, neither objects nor outputs.
  public boolean isEmpty() {
    return instances.isEmpty() && outputs.isEmpty();
  }

  /// The state with this instance in place of the one with its address; an empty one is removed.
  public State with(StoredInstance instance) {
    return withInstances(
        instance.isEmpty()
            ? instances.without(instance.address())
            : instances.with(instance.address(), instance));
  }

  public State without(ResourceInstanceAddress address) {
    return withInstances(instances.without(address));
  }

  private State withInstances(
      PersistentSortedMap<ResourceInstanceAddress, StoredInstance> newInstances) {
    return new State(lineage, serial, writtenBy, newInstances, outputs, checkResults);
  }

  /// The state after all the changes, in their order. O(log n) for each.
  public State withAll(List<StateChange> changes) {
    State state = this;
    for (StateChange change : changes) {
      state = change.applyTo(state);
    }
    return state;
  }

  public State withOutputs(Map<String, StoredOutput> newOutputs) {
    return new State(
        lineage, serial, writtenBy, instances, CodePointMap.copyOf(newOutputs), checkResults);
  }

  /// @param newResults null where nothing is known of checks
  public State withCheckResults(@Nullable List<CheckResult> newResults) {
    return new State(
        lineage,
        serial,
        writtenBy,
        instances,
        outputs,
        newResults == null ? null : List.copyOf(newResults));
  }

  public State withSerial(long newSerial) {
    return new State(lineage, newSerial, writtenBy, instances, outputs, checkResults);
  }

  public State withLineage(String newLineage) {
    return new State(newLineage, serial, writtenBy, instances, outputs, checkResults);
  }

  /// @param version of the program that is going to write it
  public State withWrittenBy(String version) {
    return new State(lineage, serial, version, instances, outputs, checkResults);
  }

  /// Whether both hold the same objects, outputs and check results, whatever their lineages and
  /// serials. Linear time, but constant where the objects are those of a common ancestor.
  public boolean sameContent(State other) {
    return instances.equals(other.instances)
        && outputs.equals(other.outputs)
        && (checkResults == null ? List.of() : checkResults)
            .equals(other.checkResults == null ? List.of() : other.checkResults);
  }

  @Override
  public String toString() {
    return "State[lineage=%s, serial=%d, instances=%d, outputs=%d]"
        .formatted(lineage, serial, instances.size(), outputs.size());
  }
}
