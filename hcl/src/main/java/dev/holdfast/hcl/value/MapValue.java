package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Values of one type by string key, in the order of the keys.
public final class MapValue implements Value {
  private final MapType type;
  private final SortedMap<String, Value> elements;
  private final Set<Mark> marks;
  private final boolean whollyKnown;
  private final boolean containsMarks;

  private MapValue(Type elementType, SortedMap<String, Value> elements, Set<Mark> marks) {
    this.type = new MapType(elementType);
    this.elements = elements;
    this.marks = Set.copyOf(marks);
    this.whollyKnown = elements.values().stream().allMatch(Value::isWhollyKnown);
    this.containsMarks =
        !marks.isEmpty() || elements.values().stream().anyMatch(Value::containsMarks);
  }

  static MapValue of(Type elementType, Map<String, ? extends Value> elements) {
    return new MapValue(
        elementType, Collections.unmodifiableSortedMap(new TreeMap<>(elements)), Set.of());
  }

  public SortedMap<String, Value> elements() {
    return elements;
  }

  @Override
  public MapType type() {
    return type;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new MapValue(type.element(), elements, newMarks);
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
    return other instanceof MapValue that
        && type.equals(that.type)
        && elements.equals(that.elements)
        && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, elements, marks);
  }

  @Override
  public String toString() {
    return "map" + elements + (marks.isEmpty() ? "" : marks);
  }
}
