package dev.holdfast.engine.plan;

import dev.holdfast.engine.change.Action;
import dev.holdfast.hcl.value.Value;

/// What is planned for an output value of the root module. Sensitive values are marked.
///
/// @param action one of no-op, create, update and delete
public record OutputChange(String name, Action action, Value before, Value after) {}
