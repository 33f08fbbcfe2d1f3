package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes blocks of a condition and a message: `validation`, `precondition`, `postcondition` and
/// `assert`.
final class CheckRuleDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY.withRequired("condition").withRequired("error_message");

  private final Decoding decoding;

  CheckRuleDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// The rules of blocks whose condition must test something and not the object that has them.
  ///
  /// @param self the resource that has the rules, or null
  List<CheckRule> decode(List<Block> blocks, @Nullable ResourceAddress self) {
    List<CheckRule> rules = new ArrayList<>();
    for (Block block : blocks) {
      CheckRule rule = read(block);
      if (rule == null) {
        continue;
      }
      rules.add(rule);
      if (ReferenceFinder.find(rule.condition()).tree().isEmpty()) {
        decoding.error(
            "Invalid %s expression".formatted(block.type()),
            "The condition expression must refer to at least one object from elsewhere in the"
                + " configuration, or else its result would not be checking anything.",
            rule.condition().range());
      }
      if (self != null) {
        refuseSelf(rule.condition(), block.type(), self);
        refuseSelf(rule.errorMessage(), block.type(), self);
      }
    }
    return rules;
  }

  /// The `validation` blocks of a variable, whose condition must test the variable.
  List<CheckRule> decodeValidations(List<Block> blocks, String variable) {
    List<CheckRule> rules = new ArrayList<>();
    for (Block block : blocks) {
      CheckRule rule = read(block);
      if (rule == null) {
        continue;
      }
      rules.add(rule);
      ReferenceTarget tested = new ReferenceTarget.VariableValue(variable);
      if (ReferenceFinder.find(rule.condition()).tree().stream()
          .noneMatch(reference -> reference.target().equals(tested))) {
        decoding.error(
            "Invalid variable validation condition",
            ("The condition for variable \"%s\" must refer to var.%s in order to test"
                    + " incoming values.")
                .formatted(variable, variable),
            rule.condition().range());
      }
    }
    return rules;
  }

  private @Nullable CheckRule read(Block block) {
    BodyContent content = decoding.content(block.body(), SCHEMA);
    Attribute condition = content.attribute("condition");
    Attribute message = content.attribute("error_message");
    return condition == null || message == null
        ? null
        : new CheckRule(condition.expression(), message.expression(), block.definitionRange());
  }

  private void refuseSelf(Expression expression, String blockType, ResourceAddress self) {
    for (Reference reference : ReferenceFinder.find(expression).tree()) {
      if (reference.target() instanceof ReferenceTarget.ResourceValue(var resource, var key)
          && resource.equals(self)) {
        SourceRange range = reference.range();
        decoding.error(
            "Invalid reference in %s".formatted(blockType),
            "Configuration for %s may not refer to itself.".formatted(self),
            range);
      }
    }
  }
}
