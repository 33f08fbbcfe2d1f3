package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;

/// Repairs objects of providers on the old SDK.
public final class NormalizedBlocks {
  private NormalizedBlocks() {}

  /// The object as if a modern provider had returned it: null or unknown collections of blocks,
  /// which that SDK cannot tell from empty ones, become empty or, where only a whole could be
  /// unknown, a block of unknown attributes. Used before anything else looks at a response.
  public static Value of(Block block, Value object) {
    throw new UnsupportedOperationException("not written yet");
  }
}
