package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Checks that a provider did what it had planned.
public final class ObjectCompatibility {
  private ObjectCompatibility() {}

  /// How the actual object contradicts the planned one: what was known must be the same, what was
  /// unknown may be anything within its refinement. Also tells whether a second plan keeps to the
  /// first one. Values carry no marks.
  public static List<ObjectFault> check(Block block, Value planned, Value actual) {
    throw new UnsupportedOperationException("not written yet");
  }
}
