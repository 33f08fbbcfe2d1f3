package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.evaluation.InstanceSelection;
import java.util.List;

/// What `-target` names. Every question costs the number of addresses.
record Targets(List<TargetAddress> addresses) implements InstanceSelection {
  @Override
  public boolean mayContain(ConfigurationResourceAddress declaration) {
    return addresses.stream().anyMatch(each -> each.mayContain(declaration));
  }

  @Override
  public boolean mayBeIn(ModulePath called) {
    return addresses.stream().anyMatch(each -> each.mayBeIn(called));
  }

  @Override
  public boolean contains(ResourceInstanceAddress instance) {
    return addresses.stream().anyMatch(each -> each.contains(instance));
  }
}
