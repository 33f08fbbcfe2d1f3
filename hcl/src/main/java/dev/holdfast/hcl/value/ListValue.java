package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.ListType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An ordered sequence of values of one type.
public final class ListValue implements Value {
  private final ListType type;
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final Parts parts;

  private ListValue(ListType type, List<Value> elements, Parts parts, Set<Mark> marks) {
    this.type = type;
    this.elements = elements;
    this.parts = parts;
    this.marks = Set.copyOf(marks);
  }

  static ListValue of(ListType type, List<? extends Value> elements) {
    List<Value> copy = List.copyOf(elements);
    return new ListValue(type, copy, Parts.of(copy), Set.of());
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
    return newMarks.equals(marks) ? this : new ListValue(type, elements, parts, newMarks);
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
        || (other instanceof ListValue that
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
    return "list" + elements + (marks.isEmpty() ? "" : marks);
  }
}
