package dev.holdfast.engine.plan;

import dev.holdfast.engine.address.TargetAddress;
import java.util.List;

/// A resource or module that has to wait for a later plan.
///
/// @param address without a key of its own, except that of an instance which is to be imported
/// @param argument that cannot be told yet: `count`, `for_each` or `enabled`, of an import `import
///   id` and so on; empty where it depends on something that is deferred
/// @param waitsFor the resources behind the argument that this plan changes, or, where there are
///   none, all that are behind it; empty where it depends on something that is deferred
public record Deferral(TargetAddress address, String argument, List<String> waitsFor) {
  public Deferral {
    waitsFor = List.copyOf(waitsFor);
  }

  /// Whether something of its own is not known.
  public boolean isUnknown() {
    return !argument.isEmpty();
  }

  /// Whether that is what object is to be imported.
  public boolean isImport() {
    return argument.startsWith("import ");
  }
}
