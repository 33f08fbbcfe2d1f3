package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One type of resource on a host. Every one has the attributes `host` and `id`; [HostProvider]
/// deals with those and with hosts that cannot be asked.
interface HostResource {

  /// The schema, with `host` and `id`.
  Block block();

  /// The attributes whose change makes a new object. A change of `host` always does.
  Set<String> replacedBy();

  /// What the id says after the host's address.
  String identifiedBy();

  /// Values of attributes that the configuration does not set.
  default Map<String, Value> defaults() {
    return Map.of();
  }

  /// Checks a configuration, which may hold unknowns.
  default List<ProviderDiagnostic> validate(Attributes configuration) {
    return List.of();
  }

  /// What else is known of the planned object, or no longer known since something changes.
  ///
  /// @param prior empty for a new object
  /// @param configuration as written
  /// @param planned the configuration, the defaults and what was chosen before; on creation the
  ///   rest is unknown
  default Attributes refine(
      Optional<Attributes> prior, Attributes configuration, Attributes planned)
      throws ChangeFailedException {
    return planned;
  }

  /// Looks at the object; empty if it is gone. Attributes that say the same in other words (a
  /// user's number for its name) stay as they are.
  Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException;

  /// Makes the object so, and returns it with everything known.
  Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException;

  /// Makes it go, as far as it goes. Fine if it is gone already.
  void destroy(Host host, Attributes prior)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException;
}
