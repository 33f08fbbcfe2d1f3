package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.List;

/// A reference in an expression: what it stands for, and the steps into its value.
///
/// @param target what is named
/// @param range the part of the text that names the target
/// @param remaining the steps after the target; constant attributes and indexes
public record Reference(ReferenceTarget target, SourceRange range, List<TraversalStep> remaining) {
  public Reference {
    remaining = List.copyOf(remaining);
  }

  /// The target as written.
  @Override
  public String toString() {
    return target.toString();
  }
}
