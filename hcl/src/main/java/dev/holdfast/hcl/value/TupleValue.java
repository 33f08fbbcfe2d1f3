package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.TupleType;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A sequence whose elements each have a type of their own.
public final class TupleValue implements Value {
  private final TupleType type;
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final boolean whollyKnown;
  private final boolean containsMarks;

  TupleValue(List<? extends Value> elements, Set<Mark> marks) {
    this.elements = List.copyOf(elements);
    this.type = new TupleType(this.elements.stream().map(Value::type).toList());
    this.marks = Set.copyOf(marks);
    this.whollyKnown = this.elements.stream().allMatch(Value::isWhollyKnown);
    this.containsMarks = !marks.isEmpty() || this.elements.stream().anyMatch(Value::containsMarks);
  }

  public List<Value> elements() {
    return elements;
  }

  @Override
  public TupleType type() {
    return type;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new TupleValue(elements, newMarks);
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
    return other instanceof TupleValue that
        && elements.equals(that.elements)
        && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(elements, marks);
  }

  @Override
  public String toString() {
    return "tuple" + elements + (marks.isEmpty() ? "" : marks);
  }
}
