package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import java.util.Optional;
import java.util.Set;

/// The one provider has two addresses: what `hashicorp/random` means is at `registry.opentofu.org`
/// here and at `registry.terraform.io` for Terraform, and mirrors, lock files and states that it
/// made say so.
public final class OtherRegistry {
  /// The registry that Terraform means by a source without a host.
  public static final String TERRAFORM = "registry.terraform.io";

  private OtherRegistry() {}

  /// The address that Terraform has for a provider; empty where it is the same.
  public static Optional<ProviderSource> address(ProviderSource source) {
    return source.host().equals(ProviderSource.DEFAULT_HOST)
        ? Optional.of(new ProviderSource(TERRAFORM, source.namespace(), source.type()))
        : Optional.empty();
  }

  /// The provider that an object in a state belongs to: what Terraform has made is of its own
  /// registry, where a configuration means the same provider by the address that it has here.
  ///
  /// @param configured the providers that the configuration names
  public static ProviderSource meant(ProviderSource stored, Set<ProviderSource> configured) {
    return configured.contains(stored) ? stored : addressHere(stored).orElse(stored);
  }

  /// The address here of a provider by Terraform's address; empty where it has another one.
  public static Optional<ProviderSource> addressHere(ProviderSource source) {
    return source.host().equals(TERRAFORM)
        ? Optional.of(
            new ProviderSource(ProviderSource.DEFAULT_HOST, source.namespace(), source.type()))
        : Optional.empty();
  }
}
