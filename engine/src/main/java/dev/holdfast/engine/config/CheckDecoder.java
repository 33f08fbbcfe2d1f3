package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes `check` blocks.
final class CheckDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY.withBlock("data", "type", "name").withBlock("assert");

  private final Decoding decoding;

  CheckDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  Check decode(Block block) {
    decoding.checkName("Invalid check block name", block.labels().getFirst());
    BodyContent content = decoding.content(block.body(), SCHEMA);
    List<Block> assertions = content.blocks("assert");
    if (assertions.isEmpty()) {
      decoding.error(
          "Zero assert blocks",
          "Check blocks must have at least one assert block.",
          block.definitionRange());
    }
    return new Check(
        block.label(0),
        data(content),
        new CheckRuleDecoder(decoding).decode(assertions, null),
        block.definitionRange());
  }

  private @Nullable Resource data(BodyContent content) {
    List<Block> blocks = content.blocks("data");
    if (blocks.isEmpty()) {
      return null;
    }
    for (Block extra : blocks.subList(1, blocks.size())) {
      decoding.error(
          "Multiple data resource blocks",
          "This check block already has a data resource defined at %s."
              .formatted(blocks.getFirst().definitionRange()),
          extra.definitionRange());
    }
    Resource data = new ResourceDecoder(decoding).decode(blocks.getFirst(), ResourceMode.DATA);
    if (!data.repetition().isSingle()) {
      decoding.error(
          "Invalid data resource in check block",
          "A data resource in a check block is always a single one: it cannot have"
              + " count, for_each or enabled.",
          data.range());
    }
    return data;
  }
}
