package dev.holdfast.hcl.type;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Named attributes, each with a type of its own.
///
/// @param attributes in the order of their names
/// @param optional the attributes that conversion to this type may find absent and then sets to
///   null; only in type constraints, never in the type of a value
public record ObjectType(Map<String, Type> attributes, Set<String> optional) implements Type {

  public ObjectType {
    SortedMap<String, Type> sorted = new TreeMap<>(attributes);
    attributes = Collections.unmodifiableSortedMap(sorted);
    SortedSet<String> names = new TreeSet<>(optional);
    if (!attributes.keySet().containsAll(names)) {
      throw new IllegalArgumentException("optional names an attribute that does not exist");
    }
    optional = Collections.unmodifiableSortedSet(names);
  }

  @Override
  public String friendlyName() {
    return "object";
  }

  @Override
  public boolean containsDynamic() {
    return attributes.values().stream().anyMatch(Type::containsDynamic);
  }
}
