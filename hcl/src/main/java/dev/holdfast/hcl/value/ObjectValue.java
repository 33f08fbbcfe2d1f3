package dev.holdfast.hcl.value;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.ObjectType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Named attributes, in code point order of their names.
public final class ObjectValue implements Value {
  private final CodePointMap<Value> attributes;
  private final Set<Mark> marks;
  private final Parts parts;

  /// Computed when first asked for. A race computes it twice, with equal results.
  private @Nullable ObjectType type;

  private ObjectValue(CodePointMap<Value> attributes, Parts parts, Set<Mark> marks) {
    this.attributes = attributes;
    this.parts = parts;
    this.marks = Set.copyOf(marks);
  }

  static ObjectValue of(Map<String, ? extends Value> attributes) {
    CodePointMap<Value> copy = CodePointMap.copyOf(attributes);
    return new ObjectValue(copy, Parts.of(copy.values()), Set.of());
  }

  public CodePointMap<Value> attributes() {
    return attributes;
  }

  @Override
  public ObjectType type() {
    ObjectType known = type;
    if (known == null) {
      known = new ObjectType(attributes.mapValues(Value::type), Set.of());
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
    return newMarks.equals(marks) ? this : new ObjectValue(attributes, parts, newMarks);
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
        || (other instanceof ObjectValue that
            && attributes.equals(that.attributes)
            && marks.equals(that.marks));
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
