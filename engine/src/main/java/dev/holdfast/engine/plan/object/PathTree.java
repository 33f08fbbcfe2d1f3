package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Paths by their steps, so that a value is walked once for all of them and only where one leads.
///
/// @param ends whether a path ends here
/// @param next the ways on
record PathTree(boolean ends, Map<Path.Step, PathTree> next) {
  private static final PathTree EMPTY = new PathTree(false, Map.of());

  static PathTree of(List<Path> paths) {
    Builder root = new Builder();
    for (Path path : paths) {
      Builder at = root;
      for (Path.Step step : path.steps()) {
        at = at.next.computeIfAbsent(step, key -> new Builder());
      }
      at.ends = true;
    }
    return root.build();
  }

  boolean isEmpty() {
    return !ends && next.isEmpty();
  }

  private static final class Builder {
    private final Map<Path.Step, Builder> next = new HashMap<>();
    private boolean ends;

    private PathTree build() {
      if (!ends && next.isEmpty()) {
        return EMPTY;
      }
      Map<Path.Step, PathTree> built = new HashMap<>();
      next.forEach((step, builder) -> built.put(step, builder.build()));
      return new PathTree(ends, Map.copyOf(built));
    }
  }
}
