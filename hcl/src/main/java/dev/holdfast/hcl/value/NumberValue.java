package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import java.util.Set;

/// A number.
public record NumberValue(Number512 value, Set<Mark> marks) implements Value {

  public NumberValue {
    marks = Set.copyOf(marks);
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new NumberValue(value, newMarks);
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
