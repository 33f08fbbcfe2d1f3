package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decodes `terraform` blocks. `required_version`, `experiments` and `language` in them speak to
/// another program and are left unread, except for `required_version` in a `.tofu` file, which
/// [LanguageDecoder] reads.
final class TerraformDecoder {
  static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withOptional("required_version", "experiments", "language")
          .withBlock("backend", "type")
          .withBlock("cloud")
          .withBlock("required_providers")
          .withBlock("provider_meta", "name")
          .withBlock("encryption");

  private final Decoding decoding;

  TerraformDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// What one `terraform` block says; blocks that may occur once in a module are all kept, so that
  /// those of all files can be compared.
  record Decoded(
      List<BackendDeclaration> backends,
      List<Block> encryptions,
      List<Block> requiredProviders,
      Map<String, Body> providerMeta) {}

  Decoded decode(Block block) {
    BodyContent content = decoding.content(block.body(), SCHEMA);
    Map<String, Body> meta = new LinkedHashMap<>();
    content.blocks("provider_meta").forEach(each -> readMeta(each, meta));
    return new Decoded(
        content.blocks().stream()
            .filter(each -> each.type().equals("backend") || each.type().equals("cloud"))
            .map(TerraformDecoder::backend)
            .toList(),
        content.blocks("encryption"),
        content.blocks("required_providers"),
        meta);
  }

  private static BackendDeclaration backend(Block block) {
    String type = block.type().equals("cloud") ? "cloud" : block.label(0);
    return new BackendDeclaration(type, block.body(), block.definitionRange());
  }

  private void readMeta(Block block, Map<String, Body> meta) {
    String name = block.label(0);
    Block.Label label = block.labels().getFirst();
    if (!ProviderName.check(name, label.range(), decoding)) {
      return;
    }
    // The provider's schema is not known yet, but nothing in the block may need a value.
    for (Attribute attribute : decoding.justAttributes(block.body()).attributes().values()) {
      decoding.constant(attribute.expression(), Type.DYNAMIC);
    }
    if (meta.putIfAbsent(name, block.body()) != null) {
      decoding.error(
          "Duplicate provider_meta block",
          ("A provider_meta block for provider \"%s\" was already declared. Only one is"
                  + " allowed for each provider in a module.")
              .formatted(name),
          block.definitionRange());
    }
  }
}
