package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.util.Set;

/// A value that will be known later, with what is known about it already.
public record UnknownValue(Type type, Refinement refinement, Set<Mark> marks) implements Value {

  public UnknownValue {
    marks = Set.copyOf(marks);
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new UnknownValue(type, refinement, newMarks);
  }

  @Override
  public boolean isKnown() {
    return false;
  }

  @Override
  public boolean isWhollyKnown() {
    return false;
  }

  @Override
  public boolean containsMarks() {
    return !marks.isEmpty();
  }
}
