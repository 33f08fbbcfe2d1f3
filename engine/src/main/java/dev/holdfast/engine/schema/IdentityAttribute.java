package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;

/// One part of what identifies an object to its provider.
///
/// @param requiredForImport must be given to import an object by its identity
/// @param optionalForImport may be given; what is neither can only be told by the provider
public record IdentityAttribute(
    Type type, boolean requiredForImport, boolean optionalForImport, String description) {

  public static IdentityAttribute required(Type type) {
    return new IdentityAttribute(type, true, false, "");
  }

  public static IdentityAttribute optional(Type type) {
    return new IdentityAttribute(type, false, true, "");
  }
}
