package dev.holdfast.engine.state.edit;

import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StoredInstance;
import java.util.ArrayList;
import java.util.List;

/// Hands objects of a state over to another provider: for a provider that has moved to another
/// source, and understands what the old one has stored.
public final class ProviderReplacement {
  private ProviderReplacement() {}

  /// The instances of a provider, in the order of their addresses. Linear in the state.
  public static List<StoredInstance> affected(State state, ProviderSource from) {
    return state.instances().values().stream()
        .filter(instance -> instance.provider().source().equals(from))
        .toList();
  }

  /// The changes that put them under another provider. Aliases stay.
  public static List<StateChange> changes(List<StoredInstance> affected, ProviderSource to) {
    List<StateChange> changes = new ArrayList<>();
    for (StoredInstance instance : affected) {
      ProviderConfigurationAddress old = instance.provider();
      changes.add(
          new StateChange.Put(
              new StoredInstance(
                  instance.address(),
                  new ProviderConfigurationAddress(old.module(), to, old.alias(), old.key()),
                  instance.current(),
                  instance.deposed())));
    }
    return changes;
  }
}
