package dev.holdfast.hcl.type;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.order.CodePointOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Named attributes, each with a type of its own.
///
/// @param attributes in code point order of their names
/// @param optional the attributes that conversion to this type may find absent and then sets to
///   null; only in type constraints, never in the type of a value
public record ObjectType(CodePointMap<Type> attributes, Set<String> optional) implements Type {

  public ObjectType {

    if (!attributes.keySet().containsAll(optional)) {
      throw new IllegalArgumentException("optional names an attribute that does not exist");
    }
    optional = optional.isEmpty() ? Set.of() : ordered(optional);
  }

  /// The same from attributes in any order.
  public ObjectType(Map<String, Type> attributes, Set<String> optional) {
    this(CodePointMap.copyOf(attributes), optional);
  }

  private static Set<String> ordered(Set<String> names) {
    SortedSet<String> ordered = new TreeSet<>(CodePointOrder.CODE_POINT_ORDER);
    ordered.addAll(names);
    return Collections.unmodifiableSortedSet(ordered);
  }

  /// Whether conversion to this type may find the attribute absent.
  public boolean isOptional(String name) {
    return !optional.isEmpty() && optional.contains(name);
  }

  @Override
  public String friendlyName() {
    return "object";
  }

  @Override
  public boolean containsDynamic() {
    for (Type attribute : attributes.values()) {
      if (attribute.containsDynamic()) {
        return true;
      }
    }
    return false;
  }
}
