package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is about to be done to an object of the world: written down before it is done, so that a
/// run that dies leaves a note of what it may have made.
///
/// @param deposedKey the deposed object it is about, or null for the current one
/// @param action create, update or delete: a replace is a delete and a create
public record Intent(
    ResourceInstanceAddress address, @Nullable String deposedKey, Action action, Instant at) {}
