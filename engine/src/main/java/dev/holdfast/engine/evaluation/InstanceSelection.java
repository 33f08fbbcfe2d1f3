package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceInstanceAddress;

/// A part of the instances of a configuration. The first two questions are asked before anything is
/// expanded: what they refuse need not be expandable yet.
public interface InstanceSelection {
  /// Whether any instance of the declaration can be in it.
  boolean mayContain(ConfigurationResourceAddress declaration);

  /// Whether anything of a called module, or of those that it calls, can be in it.
  boolean mayBeIn(ModulePath called);

  boolean contains(ResourceInstanceAddress instance);
}
