package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A sequence whose elements each have a type of their own.
public final class TupleValue implements Value {
  private final List<Value> elements;
  private final Set<Mark> marks;
  private final Parts parts;

  /// Computed when first asked for. A race computes it twice, with equal results.
  private @Nullable TupleType type;

  private TupleValue(List<Value> elements, Parts parts, Set<Mark> marks) {
    this.elements = elements;
    this.parts = parts;
    this.marks = Set.copyOf(marks);
  }

  static TupleValue of(List<? extends Value> elements) {
    List<Value> copy = List.copyOf(elements);
    return new TupleValue(copy, Parts.of(copy), Set.of());
  }

  public List<Value> elements() {
    return elements;
  }

  @Override
  public TupleType type() {
    TupleType known = type;
    if (known == null) {
      List<Type> types = new ArrayList<>(elements.size());
      for (Value element : elements) {
        types.add(element.type());
      }
      known = new TupleType(types);
      type = known;
    }
    return known;
  }

  @Override
  public Set<Mark> marks() {
    return marks;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return newMarks.equals(marks) ? this : new TupleValue(elements, parts, newMarks);
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
        || (other instanceof TupleValue that
            && elements.equals(that.elements)
            && marks.equals(that.marks));
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
