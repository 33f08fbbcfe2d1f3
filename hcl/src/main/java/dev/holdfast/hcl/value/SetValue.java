package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Distinct values of one type. Elements carry no marks: they are all on the set.
public final class SetValue implements Value {
  private final SetType type;
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final boolean whollyKnown;

  private SetValue(Type elementType, List<Value> elements, Set<Mark> marks) {
    this.type = new SetType(elementType);
    this.elements = elements;
    this.marks = Set.copyOf(marks);
    this.whollyKnown = elements.stream().allMatch(Value::isWhollyKnown);
  }

  static Value of(Type elementType, Collection<? extends Value> elements) {
    Set<Mark> marks = new HashSet<>();
    LinkedHashSet<Value> distinct = new LinkedHashSet<>();
    for (Value element : elements) {
      distinct.add(Marks.take(element, marks));
    }
    List<Value> ordered = new ArrayList<>(distinct);
    ordered.sort(SetOrder.INSTANCE);
    return new SetValue(elementType, List.copyOf(ordered), marks);
  }

  /// The elements in the order in which the language iterates over them.
  public List<Value> elements() {
    return elements;
  }

  @Override
  public SetType type() {
    return type;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new SetValue(type.element(), elements, newMarks);
  }

  @Override
  public boolean isWhollyKnown() {
    return whollyKnown;
  }

  @Override
  public boolean containsMarks() {
    return !marks.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetValue that
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
    return "set" + elements + (marks.isEmpty() ? "" : marks);
  }
}
