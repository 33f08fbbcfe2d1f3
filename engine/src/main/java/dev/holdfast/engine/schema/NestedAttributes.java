package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The attributes of an attribute that is a structure, and how often the structure occurs.
public record NestedAttributes(Nesting nesting, Map<String, Attribute> attributes) {

  public NestedAttributes {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /// The type of one occurrence.
  public Type objectType() {
    SortedMap<String, Type> types = new TreeMap<>();
    attributes.forEach((name, attribute) -> types.put(name, attribute.type()));
    return Type.object(types);
  }

  /// The type of the whole attribute.
  public Type impliedType() {
    return switch (nesting) {
      case SINGLE, GROUP -> objectType();
      case LIST -> Type.list(objectType());
      case SET -> Type.set(objectType());
      case MAP -> Type.map(objectType());
    };
  }
}
