package dev.holdfast.hcl.value;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.MapType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values of one type by string key, in code point order of the keys.
public final class MapValue implements Value {
  private final MapType type;
  private final CodePointMap<Value> elements;
  private final Set<Mark> marks;
  private final Parts parts;

  private MapValue(MapType type, CodePointMap<Value> elements, Parts parts, Set<Mark> marks) {
    this.type = type;
    this.elements = elements;
    this.parts = parts;
    this.marks = Set.copyOf(marks);
  }

  static MapValue of(MapType type, Map<String, ? extends Value> elements) {
    CodePointMap<Value> copy = CodePointMap.copyOf(elements);
    return new MapValue(type, copy, Parts.of(copy.values()), Set.of());
  }

  public CodePointMap<Value> elements() {
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
    return newMarks.equals(marks) ? this : new MapValue(type, elements, parts, newMarks);
  }

  @Override
  public boolean isWhollyKnown() {
    return parts.whollyKnown();
  }

  @Override
  public boolean containsMarks() {
    return parts.marked() || !marks.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof MapValue that
            && type.equals(that.type)
            && elements.equals(that.elements)
            && marks.equals(that.marks));
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
