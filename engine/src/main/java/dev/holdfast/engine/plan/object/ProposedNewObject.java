package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;

/// Merges what the configuration says with what the provider chose before.
public final class ProposedNewObject {
  private ProposedNewObject() {}

  /// The object that a provider is asked to plan: the configuration, with the prior value wherever
  /// a computed attribute is not set. Neither value carries marks. Linear in the size of both.
  ///
  /// @param prior null when the object does not exist yet
  /// @param configuration null gives the prior object
  public static Value of(Block block, Value prior, Value configuration) {
    throw new UnsupportedOperationException("not written yet");
  }
}
