package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `resource`, `data` or `ephemeral` block.
///
/// @param body what is left for the provider once the engine's own arguments are taken out
/// @param dependsOn what it waits for beyond what its expressions name
/// @param provider the configuration it names, or null for the default one of its type's prefix
/// @param connection for its provisioners, or null
/// @param range the block's header
public record Resource(
    ResourceAddress address,
    Body body,
    Repetition repetition,
    List<Reference> dependsOn,
    @Nullable ProviderReference provider,
    Lifecycle lifecycle,
    @Nullable Connection connection,
    List<Provisioner> provisioners,
    SourceRange range) {
  public Resource {
    dependsOn = List.copyOf(dependsOn);
    provisioners = List.copyOf(provisioners);
  }

  /// The module's name of the provider, named or implied by the type: `aws` for `aws_instance`.
  public String providerLocalName() {
    if (provider != null) {
      return provider.localName();
    }
    int underscore = address.type().indexOf('_');
    return underscore < 0 ? address.type() : address.type().substring(0, underscore);
  }

  /// The alias of the provider configuration; empty for the default one.
  public String providerAlias() {
    return provider == null ? "" : provider.alias();
  }
}
