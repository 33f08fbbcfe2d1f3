package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Checks that a provider planned only what it may plan.
public final class PlanValidity {
  private PlanValidity() {}

  /// What is wrong with a planned object: each attribute must be as configured, or as it was, or
  /// computed and not configured; blocks must be as configured. Values carry no marks. An empty
  /// list says that all is well. Faults of providers on the old SDK are to be logged only.
  ///
  /// @param prior null when the object does not exist yet
  public static List<ObjectFault> check(
      Block block, Value prior, Value configuration, Value planned) {
    throw new UnsupportedOperationException("not written yet");
  }
}
