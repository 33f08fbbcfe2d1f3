package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Import;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// An object that is to be taken over, and where.
///
/// @param id what its provider knows it by; empty where `identity` is given
/// @param identity as written, wholly known and without marks; null where `id` is given
/// @param ifExists whether a missing object is created instead of being an error
/// @param range where it is asked for; null for the command line
/// @param block the block that asks for it; null where the resource itself does
/// @param waits whether it cannot be told yet which object that is
record ImportTarget(
    ResourceInstanceAddress address,
    String id,
    @Nullable Value identity,
    boolean ifExists,
    @Nullable SourceRange range,
    @Nullable Import block,
    boolean waits) {
  ImportTarget(
      ResourceInstanceAddress address,
      String id,
      @Nullable Value identity,
      boolean ifExists,
      @Nullable SourceRange range,
      @Nullable Import block) {
    this(address, id, identity, ifExists, range, block, false);
  }

  /// The same where it does not matter any more, or yet, which object that is.
  static ImportTarget ofAny(ResourceInstanceAddress address, Import block, boolean waits) {
    return new ImportTarget(address, "", null, block.ifExists(), block.to().range(), block, waits);
  }
}
