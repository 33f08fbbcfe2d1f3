package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.value.Path;
import java.util.List;

/// An attribute of an object that others were computed from. Where a key is not constant there is
/// none, and every instance is meant.
///
/// @param attribute the root for the whole object
public record RelevantAttribute(ResourceInstanceAddress resource, Path attribute) {

  /// Whether it may be an attribute of that object.
  public boolean isOf(ResourceInstanceAddress address) {
    List<ModuleInstanceAddress.Step> meant = resource.module().steps();
    List<ModuleInstanceAddress.Step> asked = address.module().steps();
    boolean fits =
        resource.resource().equals(address.resource())
            && fits(resource.key(), address.key())
            && meant.size() == asked.size();
    for (int i = 0; fits && i < meant.size(); i++) {
      fits =
          meant.get(i).name().equals(asked.get(i).name())
              && fits(meant.get(i).key(), asked.get(i).key());
    }
    return fits;
  }

  private static boolean fits(InstanceKey meant, InstanceKey asked) {
    return meant instanceof InstanceKey.None || meant.equals(asked);
  }
}
