package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Where a value carries a mark.
public final class MarkedPaths {
  private final Mark mark;
  private final List<Path> found = new ArrayList<>();

  private MarkedPaths(Mark mark) {
    this.mark = mark;
  }

  /// The paths of the nodes with the mark, outer ones first; elements of sets cannot be told apart,
  /// and their marks are on the set. Costs nothing where nothing is marked, else time linear in the
  /// marked part.
  public static List<Path> of(Value value, Mark mark) {
    MarkedPaths paths = new MarkedPaths(mark);
    paths.collect(Path.ROOT, value);
    return List.copyOf(paths.found);
  }

  private void collect(Path path, Value value) {
    if (!value.containsMarks()) {
      return;
    }
    if (value.marks().contains(mark)) {
      found.add(path);
    }
    switch (value) {
      case ListValue list -> collectAll(path, list.elements());
      case TupleValue tuple -> collectAll(path, tuple.elements());
      case MapValue map -> map.elements().forEach((key, part) -> collect(path.key(key), part));
      case ObjectValue object ->
          object.attributes().forEach((name, part) -> collect(path.attribute(name), part));
      default -> {}
    }
  }

  private void collectAll(Path path, List<Value> elements) {
    for (int index = 0; index < elements.size(); index++) {
      if (elements.get(index).containsMarks()) {
        collect(path.index(index), elements.get(index));
      }
    }
  }
}
