package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/// Whether one set may be what became of another. A planned element and an actual one belong
/// together when they are compatible; each must have at least one on the other side. There may be
/// fewer actual elements, since unknown ones can turn out equal, but not more.
final class SetCompatibility {
  private SetCompatibility() {}

  /// @param compatible whether an actual element may be what became of a planned one
  static void check(
      Path path,
      List<Value> planned,
      List<Value> actual,
      BiPredicate<Value, Value> compatible,
      List<ObjectFault> faults) {
    Set<Value> unclaimed = new HashSet<>(actual);
    List<Value> open = new ArrayList<>();
    for (Value element : planned) {
      // What is equal needs no comparison: this keeps sets without unknowns linear.
      if (!unclaimed.remove(element)) {
        open.add(element);
      }
    }
    long missing = 0;
    for (Value element : open) {
      boolean found = false;
      for (Value candidate : actual) {
        if (compatible.test(element, candidate)) {
          found = true;
          unclaimed.remove(candidate);
        }
      }
      missing += found ? 0 : 1;
    }
    if (missing > 0) {
      faults.add(
          new ObjectFault(
              path, missing + " planned set element(s) have no counterpart afterwards"));
    }
    if (!unclaimed.isEmpty()) {
      faults.add(
          new ObjectFault(path, unclaimed.size() + " set element(s) have appeared unplanned"));
    }
    if (planned.size() < actual.size()) {
      faults.add(
          new ObjectFault(
              path, "set size changed from %d to %d".formatted(planned.size(), actual.size())));
    }
  }
}
