package dev.holdfast.engine.planning;

import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.Path;

/// Traversals that name a part of an object, as in `ignore_changes`.
final class TraversalPaths {
  private TraversalPaths() {}

  /// The path whose first step is the root of the traversal.
  static Path of(Traversal traversal) {
    Path path = Path.ROOT.attribute(traversal.root());
    for (TraversalStep step : traversal.steps()) {
      path = extend(path, step);
    }
    return path;
  }

  static Path extend(Path path, TraversalStep step) {
    return switch (step) {
      case TraversalStep.Attribute attribute -> path.attribute(attribute.name());
      case TraversalStep.Index index -> path.index(index.key());
    };
  }
}
