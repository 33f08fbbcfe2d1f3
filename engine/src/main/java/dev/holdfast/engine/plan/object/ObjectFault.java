package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.Path;

/// One way in which a provider broke the rules for an object. The provider is to blame, not the
/// user.
///
/// @param path to the attribute or block
/// @param message a clause without a full stop, safe to show: values of sensitive attributes are
///   not in it
public record ObjectFault(Path path, String message) {

  /// As it stands in a diagnostic, such as `.tags["a"]: was cty.StringVal("x"), but …`.
  @Override
  public String toString() {
    return path.isRoot() ? message : path + ": " + message;
  }
}
