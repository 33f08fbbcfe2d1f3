package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// An ordered sequence of values of one type.
public final class ListValue implements Value {
  private final ListType type;
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final boolean whollyKnown;
  private final boolean containsMarks;

  ListValue(Type elementType, List<? extends Value> elements, Set<Mark> marks) {
    this.type = new ListType(elementType);
    this.elements = List.copyOf(elements);
    this.marks = Set.copyOf(marks);
    this.whollyKnown = this.elements.stream().allMatch(Value::isWhollyKnown);
    this.containsMarks = !marks.isEmpty() || this.elements.stream().anyMatch(Value::containsMarks);
  }

  public List<Value> elements() {
    return elements;
  }

  @Override
  public ListType type() {
    return type;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new ListValue(type.element(), elements, newMarks);
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
    return other instanceof ListValue that
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
    return "list" + elements + (marks.isEmpty() ? "" : marks);
  }
}
