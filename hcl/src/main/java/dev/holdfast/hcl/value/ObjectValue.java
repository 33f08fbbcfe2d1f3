package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Named attributes, in the order of their names.
public final class ObjectValue implements Value {
  private final ObjectType type;
  private final SortedMap<String, Value> attributes;
  private final Set<Mark> marks;
  private final boolean whollyKnown;
  private final boolean containsMarks;

  private ObjectValue(SortedMap<String, Value> attributes, Set<Mark> marks) {
    this.type = typeOf(attributes);
    this.attributes = attributes;
    this.marks = Set.copyOf(marks);
    this.whollyKnown = attributes.values().stream().allMatch(Value::isWhollyKnown);
    this.containsMarks =
        !marks.isEmpty() || attributes.values().stream().anyMatch(Value::containsMarks);
  }

  static ObjectValue of(Map<String, ? extends Value> attributes) {
    return new ObjectValue(Collections.unmodifiableSortedMap(new TreeMap<>(attributes)), Set.of());
  }

  private static ObjectType typeOf(SortedMap<String, Value> attributes) {
    SortedMap<String, Type> types = new TreeMap<>();
    attributes.forEach((name, value) -> types.put(name, value.type()));
    return new ObjectType(types, Set.of());
  }

  public SortedMap<String, Value> attributes() {
    return attributes;
  }

  @Override
  public ObjectType type() {
    return type;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new ObjectValue(attributes, newMarks);
  }

  @Override
  public boolean isWhollyKnown() {
    return whollyKnown;
  }

  @Override
  public boolean containsMarks() {
    return containsMarks;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectValue that
        && attributes.equals(that.attributes)
        && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attributes, marks);
  }

  @Override
  public String toString() {
    return "object" + attributes + (marks.isEmpty() ? "" : marks);
  }
}
