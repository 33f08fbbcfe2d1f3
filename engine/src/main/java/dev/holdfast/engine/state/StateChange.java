package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import java.util.List;
import java.util.Map;

/// One change of a state: what the journal keeps.
public sealed interface StateChange {

  /// The state after the change.
  State applyTo(State state);

  /// Puts the instance in place of the one with its address; an empty one is removed.
  record Put(StoredInstance instance) implements StateChange {
    @Override
    public State applyTo(State state) {
      return state.with(instance);
    }
  }

  /// Removes an instance with all its objects.
  record Remove(ResourceInstanceAddress address) implements StateChange {
    @Override
    public State applyTo(State state) {
      return state.without(address);
    }
  }

  /// Replaces all output values.
  record Outputs(Map<String, StoredOutput> outputs) implements StateChange {
    public Outputs {
      outputs = Map.copyOf(outputs);
    }

    @Override
    public State applyTo(State state) {
      return state.withOutputs(outputs);
    }
  }

  /// Replaces all results of checks; none stand for nothing known.
  record Checks(List<CheckResult> results) implements StateChange {
    public Checks {
      results = List.copyOf(results);
    }

    @Override
    public State applyTo(State state) {
      return state.withCheckResults(results.isEmpty() ? null : results);
    }
  }
}
