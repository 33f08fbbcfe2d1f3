package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.util.Set;

/// True or false.
public record BooleanValue(boolean value, Set<Mark> marks) implements Value {

  public BooleanValue {
    marks = Set.copyOf(marks);
  }

  @Override
  public Type type() {
    return Type.BOOLEAN;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new BooleanValue(value, newMarks);
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
