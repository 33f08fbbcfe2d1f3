package dev.holdfast.engine.planning;

import dev.holdfast.engine.plan.ResourceChange;
import org.jspecify.annotations.Nullable;

/// What planning found out about one object.
///
/// @param change what will happen to it
/// @param observed the object that is there, or null when there is none
record PlannedObject(ResourceChange change, @Nullable ObservedObject observed) {}
