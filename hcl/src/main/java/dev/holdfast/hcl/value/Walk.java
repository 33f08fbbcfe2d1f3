package dev.holdfast.hcl.value;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/// Visits and rewrites the parts of values. Time is linear in the parts visited.
@SuppressWarnings("DoNotCallSuggester")
public final class Walk {
  private Walk() {}

  /// Visits a value and its parts, outside in. Parts of a value are skipped where the visitor
  /// answers false.
  public static void visit(Value value, BiPredicate<Path, Value> visitor) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Rewrites a value inside out: the function gets each part after its own parts were rewritten. A
  /// part that does not change is not copied.
  public static Value transform(Value value, BiFunction<Path, Value, Value> change) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The part at a path, with the marks of everything around it; empty if there is no such part.
  /// The parts of unknowns are unknown.
  public static Optional<Value> at(Value value, Path path) {
    throw new UnsupportedOperationException("not written yet");
  }
}
