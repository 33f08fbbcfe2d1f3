package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Applies `lifecycle { ignore_changes = … }`.
public final class IgnoredChanges {
  private IgnoredChanges() {}

  /// The configuration with the prior value at each path, also of single map elements. Marks of the
  /// configuration stay where the value does; those of the prior value come with it.
  ///
  /// @param prior null when the object does not exist yet: then nothing is ignored
  /// @param paths relative to the object
  public static Value apply(List<Path> paths, Value prior, Value configuration) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The same for `ignore_changes = all`.
  public static Value applyAll(Value prior, Value configuration) {
    return prior.isNull() ? configuration : prior;
  }
}
