package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// An entry of `required_providers`.
///
/// @param localName the module's own name of the provider
/// @param source where it comes from, as given or as the name implies
/// @param sourceGiven whether the source is written
/// @param version the version constraint; empty when none is given
/// @param aliases the configurations that callers must pass (`configuration_aliases`)
/// @param range the entry
public record ProviderRequirement(
    String localName,
    ProviderSource source,
    boolean sourceGiven,
    String version,
    List<ProviderReference> aliases,
    SourceRange range) {
  public ProviderRequirement {
    aliases = List.copyOf(aliases);
  }
}
