package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import java.util.Map;
import java.util.TreeMap;

/// What identifies the objects of a type to their provider: data that never changes during the life
/// of an object, beside its attributes.
///
/// @param version raised by the provider when stored identities need an upgrade
public record IdentitySchema(long version, Map<String, IdentityAttribute> attributes) {

  public IdentitySchema {
    attributes = Map.copyOf(attributes);
  }

  /// The type of every identity of this schema.
  public ObjectType impliedType() {
    Map<String, Type> types = new TreeMap<>();
    attributes.forEach((name, attribute) -> types.put(name, attribute.type()));
    return Type.object(types);
  }
}
