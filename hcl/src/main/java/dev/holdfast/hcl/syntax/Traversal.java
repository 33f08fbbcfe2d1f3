package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name and the constant steps from it, such as `aws_instance.web[0].id`.
///
/// @param range from the root's name through the last step
public record Traversal(
    String root, SourceRange rootRange, List<TraversalStep> steps, SourceRange range) {
  public Traversal {
    steps = List.copyOf(steps);
  }

  /// The name of the step, when there is such a step and it is an attribute; else null.
  ///
  /// @param index from 0, the first step after the root
  public @Nullable String attributeAt(int index) {
    return index < steps.size() && steps.get(index) instanceof TraversalStep.Attribute attribute
        ? attribute.name()
        : null;
  }

  /// The first steps only.
  ///
  /// @param count how many, at most all
  public Traversal firstSteps(int count) {
    List<TraversalStep> first = steps.subList(0, count);
    SourceRange end = first.isEmpty() ? rootRange : first.getLast().range();
    return new Traversal(root, rootRange, first, rootRange.through(end));
  }
}
