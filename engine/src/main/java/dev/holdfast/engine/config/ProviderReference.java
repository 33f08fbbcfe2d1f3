package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// A provider configuration as a module names it: `aws`, `aws.west`, `aws.by_region[each.key]`.
///
/// @param localName the module's own name of the provider
/// @param alias empty for the default configuration
/// @param key which instance of a configuration with `for_each`, or null
/// @param range where it is written
public record ProviderReference(
    String localName, String alias, @Nullable Expression key, SourceRange range) {

  /// The name that configurations are found by: `aws` or `aws.west`.
  public String name() {
    return alias.isEmpty() ? localName : localName + "." + alias;
  }
}
