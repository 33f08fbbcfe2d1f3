package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import org.jspecify.annotations.Nullable;

/// Decodes references to provider configurations: `aws`, `aws.west`, `aws.by_region[each.key]`.
final class ProviderReferenceDecoder {
  private static final String SUMMARY = "Invalid provider configuration reference";

  private final Decoding decoding;

  ProviderReferenceDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// The reference that an expression is; null after a fault.
  ///
  /// @param argument the argument that has it, for messages
  @Nullable ProviderReference decode(Expression written, String argument) {
    Expression expression = decoding.unquoted(written);
    Expression key = null;
    if (expression instanceof IndexExpression index) {
      key = index.key();
      expression = index.collection();
    }
    Traversal traversal = decoding.traversal(expression);
    if (traversal == null) {
      return null;
    }
    if (!ProviderName.check(traversal.root(), traversal.rootRange(), decoding)) {
      return null;
    }
    int steps = traversal.steps().size();
    if (key == null
        && steps == 2
        && traversal.steps().get(1) instanceof TraversalStep.Index index) {
      key = new LiteralExpression(index.key(), index.range());
      steps = 1;
    }
    String alias = steps == 0 ? "" : traversal.attributeAt(0);
    if (alias == null || steps > 1) {
      return refuse(argument, traversal.range());
    }
    if (key != null && alias.isEmpty()) {
      return refuse(argument, traversal.range());
    }
    return new ProviderReference(traversal.root(), alias, key, written.range());
  }

  private @Nullable ProviderReference refuse(String argument, SourceRange range) {
    decoding.error(
        SUMMARY,
        ("The %s argument requires a provider type name, optionally followed by a period"
                + " and then a configuration alias, and an instance key in brackets where that"
                + " configuration has \"for_each\".")
            .formatted(argument),
        range);
    return null;
  }
}
