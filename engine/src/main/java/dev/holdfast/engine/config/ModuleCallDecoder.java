package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import org.jspecify.annotations.Nullable;

/// Decodes `module` blocks. The source and version are left to [EarlyEvaluation], since they may
/// need values.
final class ModuleCallDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withRequired("source")
          .withOptional("version", "count", "for_each", "depends_on", "providers")
          .withBlock("_")
          .withBlock("lifecycle")
          .withBlock("locals")
          .withBlock("provider", "type");

  private static final BodySchema LIFECYCLE = BodySchema.EMPTY.withOptional("enabled");

  private final Decoding decoding;

  ModuleCallDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  ModuleCall decode(Block block) {
    decoding.checkName("Invalid module instance name", block.labels().getFirst());
    Body.Partial partial = decoding.partialContent(block.body(), SCHEMA);
    BodyContent content = partial.content();
    decoding.reserved(content, "module", "locals", "provider");
    Body inputs = decoding.escaped(content, partial.remaining(), "module call");
    return new ModuleCall(
        block.label(0),
        "",
        "",
        Decoding.expression(content.attribute("source")),
        Decoding.expression(content.attribute("version")),
        RepetitionDecoder.decode(
            content.attribute("count"), content.attribute("for_each"), enabled(content), decoding),
        decoding.dependsOn(content.attribute("depends_on")),
        new PassedProvidersDecoder(decoding).decode(content.attribute("providers")),
        decoding.justAttributes(inputs).attributes(),
        block.definitionRange());
  }

  private @Nullable Attribute enabled(BodyContent content) {
    Block block = decoding.single(content, "lifecycle", "module call");
    return block == null ? null : decoding.content(block.body(), LIFECYCLE).attribute("enabled");
  }
}
