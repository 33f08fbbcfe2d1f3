package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.util.Set;

/// The absence of a value of a type.
public record NullValue(Type type, Set<Mark> marks) implements Value {

  public NullValue {
    marks = Set.copyOf(marks);
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new NullValue(type, newMarks);
  }

  @Override
  public boolean isNull() {
    return true;
  }

  @Override
  public boolean isWhollyKnown() {
    return true;
  }

  @Override
  public boolean containsMarks() {
    return !marks.isEmpty();
  }
}
