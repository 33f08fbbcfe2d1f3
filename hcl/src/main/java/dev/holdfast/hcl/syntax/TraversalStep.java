package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Value;

/// One step of a [Traversal] after its root.
public sealed interface TraversalStep {

  /// The text of the step with its dot or brackets.
  SourceRange range();

  /// `.name`
  ///
  /// @param nameRange the name without the dot
  record Attribute(String name, SourceRange range, SourceRange nameRange)
      implements TraversalStep {}

  /// `[0]`, `["key"]`, or the old `.0`
  ///
  /// @param key a known number or string
  record Index(Value key, SourceRange range) implements TraversalStep {}
}
