package dev.holdfast.engine.planning;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// A stored object as it was found when it was looked at.
///
/// @param stored as the state had it
/// @param recorded its value in the state, brought to the present schema; marked
/// @param recordedIdentity what identified it in the state, by the present schema; null where that
///   is not known
/// @param identity what identifies it now
/// @param current its value now; null when it is gone; marked like `recorded`
record ObservedObject(
    StoredObject stored,
    Value recorded,
    Value current,
    PrivateData privateData,
    @Nullable Value recordedIdentity,
    @Nullable Value identity) {

  boolean isGone() {
    return current.isNull();
  }

  boolean isTainted() {
    return stored.status() == StoredObject.Status.TAINTED;
  }
}
