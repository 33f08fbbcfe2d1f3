package dev.holdfast.engine.plan;

import dev.holdfast.engine.address.TargetAddress;
import java.util.List;

/// A resource or module that has to wait for a later plan.
///
/// @param address without a key of its own
/// @param argument that cannot be told yet: `count`, `for_each` or `enabled`; empty where it
///   depends on something that is deferred
/// @param waitsFor the resources behind the argument that this plan changes, or, where there are
///   none, all that are behind it; empty where it depends on something that is deferred
public record Deferral(TargetAddress address, String argument, List<String> waitsFor) {
  public Deferral {
    waitsFor = List.copyOf(waitsFor);
  }

  /// Whether its own number of instances is not known.
  public boolean isUnknownExpansion() {
    return !argument.isEmpty();
  }
}
