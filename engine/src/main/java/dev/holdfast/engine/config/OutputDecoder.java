package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import org.jspecify.annotations.Nullable;

/// Decodes `output` blocks.
final class OutputDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withRequired("value")
          .withOptional("description", "depends_on", "sensitive", "ephemeral", "deprecated")
          .withBlock("precondition")
          .withBlock("postcondition");

  private final Decoding decoding;

  OutputDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// The output; null when it has no value, which is noted.
  @Nullable Output decode(Block block) {
    decoding.checkName("Invalid output name", block.labels().getFirst());
    BodyContent content = decoding.content(block.body(), SCHEMA);
    for (Block postcondition : content.blocks("postcondition")) {
      decoding.error(
          "Postconditions are not allowed",
          "Output values can only have preconditions, not postconditions.",
          postcondition.typeRange());
    }
    Attribute value = content.attribute("value");
    if (value == null) {
      return null;
    }
    return new Output(
        block.label(0),
        value.expression(),
        decoding.flag(content.attribute("sensitive"), false),
        decoding.flag(content.attribute("ephemeral"), false),
        decoding.text(content.attribute("deprecated")),
        decoding.text(content.attribute("description")),
        decoding.dependsOn(content.attribute("depends_on")),
        new CheckRuleDecoder(decoding).decode(content.blocks("precondition"), null),
        block.definitionRange());
  }
}
