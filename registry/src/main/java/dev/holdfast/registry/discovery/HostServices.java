package dev.holdfast.registry.discovery;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The services that a host offers.
///
/// @param services the address of each by its name, such as `providers.v1`; addresses end with a
///   slash
public record HostServices(String host, Map<String, URI> services) {
  public HostServices {
    services = Map.copyOf(services);
  }

  /// Where a service is; empty where the host does not offer it.
  public Optional<URI> service(String name) {
    return Optional.ofNullable(services.get(name));
  }
}
