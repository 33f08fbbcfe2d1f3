package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Path;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One resource type of the provider. A request comes with its objects taken apart; what goes wrong
/// is gathered in the given [Faults], and an [IOException] means that the machine failed.
sealed interface LabResource permits ImageResource, NetworkResource, HostResource, LinkResource {
  /// Its attributes and blocks.
  Block block();

  /// Checks a configuration by itself; unknown parts are passed over.
  void validate(Fields configuration, Faults faults);

  /// What will be.
  ///
  /// @param prior the object as it is; empty to create
  /// @param proposed what the configuration makes of it, computed attributes as they were
  Planned plan(Optional<Fields> prior, Fields proposed, Faults faults) throws IOException;

  /// The answer to a plan.
  ///
  /// @param object what will be
  /// @param requiresReplace what cannot be changed in place
  record Planned(Fields object, List<Path> requiresReplace) {}

  /// The object as it is now; empty when it is gone.
  Optional<Fields> read(Fields current) throws IOException;

  /// Makes it so.
  ///
  /// @param prior empty to create
  /// @return what there is afterwards, wholly known
  Fields apply(Optional<Fields> prior, Fields planned, Progress progress, Faults faults)
      throws IOException;

  /// Takes it away; nothing when it is gone.
  void delete(Fields prior, Progress progress) throws IOException;

  /// The ways to those of the named attributes that differ.
  static List<Path> changed(Optional<Fields> prior, Fields proposed, List<String> names) {
    return prior.isEmpty()
        ? List.of()
        : names.stream()
            .filter(name -> !prior.get().value(name).equals(proposed.value(name)))
            .map(Path.ROOT::attribute)
            .toList();
  }
}
