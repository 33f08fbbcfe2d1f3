package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes `resource`, `data` and `ephemeral` blocks.
final class ResourceDecoder {
  private static final BodySchema COMMON =
      BodySchema.EMPTY
          .withOptional("count", "for_each", "provider", "depends_on")
          .withBlock("lifecycle")
          .withBlock("locals")
          .withBlock("_");

  private static final BodySchema MANAGED =
      COMMON.withBlock("connection").withBlock("provisioner", "type");

  private final Decoding decoding;

  ResourceDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  Resource decode(Block block, ResourceMode mode) {
    String kind = kind(mode);
    decoding.checkName("Invalid %s type name".formatted(kind), block.labels().get(0));
    decoding.checkName("Invalid %s name".formatted(kind), block.labels().get(1));
    ResourceAddress address = new ResourceAddress(mode, block.label(0), block.label(1));

    Body.Partial partial =
        decoding.partialContent(block.body(), mode == ResourceMode.MANAGED ? MANAGED : COMMON);
    BodyContent content = partial.content();
    decoding.reserved(content, kind, "locals");

    LifecycleDecoder.Decoded lifecycle = lifecycle(content, address, kind);
    ProvisionerDecoder provisioners = new ProvisionerDecoder(decoding);
    Connection connection =
        mode == ResourceMode.MANAGED ? provisioners.connection(content, kind) : null;
    List<Block> provisionerBlocks =
        mode == ResourceMode.MANAGED ? content.blocks("provisioner") : List.of();
    return new Resource(
        address,
        decoding.escaped(content, partial.remaining(), kind),
        RepetitionDecoder.decode(
            content.attribute("count"),
            content.attribute("for_each"),
            lifecycle.enabled(),
            decoding),
        decoding.dependsOn(content.attribute("depends_on")),
        provider(content.attribute("provider")),
        lifecycle.lifecycle(),
        connection,
        provisioners.decode(provisionerBlocks, connection),
        block.definitionRange());
  }

  private LifecycleDecoder.Decoded lifecycle(
      BodyContent content, ResourceAddress address, String kind) {
    Block block = decoding.single(content, "lifecycle", kind);
    return block == null
        ? new LifecycleDecoder.Decoded(Lifecycle.NONE, null)
        : new LifecycleDecoder(decoding).decode(block, address);
  }

  private @Nullable ProviderReference provider(@Nullable Attribute attribute) {
    return attribute == null
        ? null
        : new ProviderReferenceDecoder(decoding).decode(attribute.expression(), "provider");
  }

  private static String kind(ResourceMode mode) {
    return switch (mode) {
      case MANAGED -> "resource";
      case DATA -> "data resource";
      case EPHEMERAL -> "ephemeral resource";
    };
  }
}
