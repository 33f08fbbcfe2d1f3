package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `check` block: assertions that only warn.
///
/// @param data a data source that only this check can name, or null
/// @param range the block's header
public record Check(
    String name, @Nullable Resource data, List<CheckRule> assertions, SourceRange range) {
  public Check {
    assertions = List.copyOf(assertions);
  }
}
