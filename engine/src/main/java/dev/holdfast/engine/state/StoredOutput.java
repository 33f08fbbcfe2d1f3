package dev.holdfast.engine.state;

import dev.holdfast.hcl.value.Value;

/// An output value of the root module as of the last run. The value carries no marks.
public record StoredOutput(Value value, boolean sensitive) {}
