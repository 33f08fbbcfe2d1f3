package dev.holdfast.engine.state;

import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// An output value of the root module as of the last run. The value carries no marks.
///
/// @param deprecated what its author says to who uses it, or null
public record StoredOutput(Value value, boolean sensitive, @Nullable String deprecated) {
  /// One that may be used.
  public StoredOutput(Value value, boolean sensitive) {
    this(value, sensitive, null);
  }
}
