package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;

/// Traversals as the language writes them.
public final class TraversalText {
  private TraversalText() {}

  /// Such as `aws_instance.web["a"].tags[0]`.
  public static String of(Traversal traversal) {
    StringBuilder text = new StringBuilder(traversal.root());
    for (TraversalStep step : traversal.steps()) {
      switch (step) {
        case TraversalStep.Attribute attribute -> text.append('.').append(attribute.name());
        case TraversalStep.Index index -> text.append('[').append(key(index.key())).append(']');
      }
    }
    return text.toString();
  }

  private static String key(Value key) {
    return switch (key) {
      case NumberValue number -> number.value().toString();
      case StringValue string -> QuotedText.of(string.value());
      default -> "…";
    };
  }
}
