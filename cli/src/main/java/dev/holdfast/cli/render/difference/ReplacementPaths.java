package dev.holdfast.cli.render.difference;

import dev.holdfast.hcl.value.Path;
import java.util.List;

/// The ways, from one part of a value, to those parts that force a replacement.
///
/// @param paths relative to the part
public record ReplacementPaths(List<Path> paths) {
  public static final ReplacementPaths NONE = new ReplacementPaths(List.of());

  public ReplacementPaths {
    paths = List.copyOf(paths);
  }

  /// Whether one of the ways ends here.
  boolean here() {
    return paths.stream().anyMatch(Path::isRoot);
  }

  /// The ways on from a part of this part.
  ReplacementPaths through(Path.Step step) {
    if (paths.isEmpty()) {
      return NONE;
    }
    return new ReplacementPaths(
        paths.stream()
            .filter(path -> !path.isRoot() && path.steps().getFirst().equals(step))
            .map(path -> new Path(path.steps().subList(1, path.steps().size())))
            .toList());
  }
}
