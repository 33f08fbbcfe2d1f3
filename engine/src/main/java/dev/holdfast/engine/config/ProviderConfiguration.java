package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Scope;
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
/// @param scope the names that the block can use; null for those of its module
public record ProviderConfiguration(
    String localName,
    String alias,
    @Nullable Expression forEach,
    Body body,
    String version,
    SourceRange range,
    @Nullable Scope scope) {

  /// The name that configurations are found by: `aws` or `aws.west`.
  public String name() {
    return alias.isEmpty() ? localName : localName + "." + alias;
  }

  /// The same block with names of its own.
  public ProviderConfiguration withScope(Scope newScope) {
    return new ProviderConfiguration(localName, alias, forEach, body, version, range, newScope);
  }

  /// The same block under another name.
  public ProviderConfiguration as(String newLocalName, String newAlias) {
    return new ProviderConfiguration(newLocalName, newAlias, forEach, body, version, range, scope);
  }
}
