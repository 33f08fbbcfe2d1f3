package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// A `provider` block.
///
/// @param alias empty for the default configuration
/// @param forEach one instance for each; needs an alias
/// @param body what is left for the provider once the engine's own arguments are taken out
/// @param version the deprecated version constraint; empty when none is given
/// @param range the block's header
public record ProviderConfiguration(
    String localName,
    String alias,
    @Nullable Expression forEach,
    Body body,
    String version,
    SourceRange range) {

  /// The name that configurations are found by: `aws` or `aws.west`.
  public String name() {
    return alias.isEmpty() ? localName : localName + "." + alias;
  }
}
