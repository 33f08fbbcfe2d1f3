package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.SetType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Distinct values of one type. Elements carry no marks: they are all on the set. Elements that are
/// not wholly known are kept each, since they may turn out different.
public final class SetValue implements Value {
  private final SetType type;
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final Parts parts;

  private SetValue(SetType type, List<Value> elements, Parts parts, Set<Mark> marks) {
    this.type = type;
    this.elements = elements;
    this.parts = parts;
    this.marks = Set.copyOf(marks);
  }

  /// Takes O(n log n) time.
  static SetValue of(SetType type, Collection<? extends Value> elements) {
    Set<Mark> marks = new HashSet<>();
    Set<Value> seen = new HashSet<>();
    List<Value> distinct = new ArrayList<>(elements.size());
    for (Value element : elements) {
      Value unmarked = Marks.take(element, marks);
      if (!unmarked.isWhollyKnown() || seen.add(unmarked)) {
        distinct.add(unmarked);
      }
    }
    List<Value> ordered = SetOrder.sorted(distinct);
    return new SetValue(type, ordered, Parts.of(ordered), marks);
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
    return newMarks.equals(marks) ? this : new SetValue(type, elements, parts, newMarks);
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
        || (other instanceof SetValue that
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
    return "set" + elements + (marks.isEmpty() ? "" : marks);
  }
}
