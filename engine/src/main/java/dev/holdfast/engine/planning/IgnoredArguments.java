package dev.holdfast.engine.planning;

import dev.holdfast.engine.config.Lifecycle;
import dev.holdfast.engine.plan.object.IgnoredChanges;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Applies `ignore_changes` of a `lifecycle` block to a configuration.
public final class IgnoredArguments {
  private IgnoredArguments() {}

  /// The configuration with what the prior object has wherever changes are to be ignored.
  ///
  /// @param prior null when the object does not exist yet: then nothing is ignored
  public static Value apply(Lifecycle lifecycle, Value prior, Value configuration) {
    if (prior.isNull()) {
      return configuration;
    }
    if (lifecycle.ignoreAllChanges()) {
      return IgnoredChanges.applyAll(prior, configuration);
    }
    if (lifecycle.ignoreChanges().isEmpty()) {
      return configuration;
    }
    List<Path> paths = lifecycle.ignoreChanges().stream().map(TraversalPaths::of).toList();
    return IgnoredChanges.apply(paths, prior, configuration);
  }
}
