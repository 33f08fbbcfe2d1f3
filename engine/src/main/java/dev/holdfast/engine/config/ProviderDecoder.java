package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import org.jspecify.annotations.Nullable;

/// Decodes `provider` blocks.
final class ProviderDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withOptional("alias", "version", "for_each", "count", "depends_on", "source")
          .withBlock("_")
          .withBlock("lifecycle")
          .withBlock("locals");

  private final Decoding decoding;

  ProviderDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  ProviderConfiguration decode(Block block) {
    Body.Partial partial = decoding.partialContent(block.body(), SCHEMA);
    BodyContent content = partial.content();
    String name = block.label(0);
    ProviderName.check(name, block.definitionRange(), decoding);
    for (String reserved : new String[] {"count", "depends_on", "source"}) {
      Attribute attribute = content.attribute(reserved);
      if (attribute != null) {
        decoding.error(
            "Reserved argument name in provider block",
            "The provider argument name \"%s\" is reserved for use in a future version."
                .formatted(reserved),
            attribute.nameRange());
      }
    }
    decoding.reserved(content, "provider", "lifecycle", "locals");

    Attribute forEach = content.attribute("for_each");
    String alias = alias(content.attribute("alias"));
    if (forEach != null && alias.isEmpty()) {
      decoding.error(
          "Alias required when using \"for_each\"",
          ("The for_each argument is allowed only for provider configurations with an"
                  + " alias, since their instances are told apart as %s.ALIAS[KEY].")
              .formatted(name),
          forEach.nameRange());
    }
    return new ProviderConfiguration(
        name,
        alias,
        Decoding.expression(forEach),
        decoding.escaped(content, partial.remaining(), "provider configuration"),
        version(content.attribute("version")),
        block.definitionRange(),
        null);
  }

  private String alias(@Nullable Attribute attribute) {
    String alias = decoding.text(attribute);
    if (attribute == null || alias == null) {
      return "";
    }
    decoding.checkName(
        "Invalid provider configuration alias", alias, attribute.expression().range());
    return alias;
  }

  private String version(@Nullable Attribute attribute) {
    String version = decoding.text(attribute);
    if (attribute == null || version == null) {
      return "";
    }
    decoding.warning(
        "Version constraints inside provider configuration blocks are deprecated",
        "To specify the version of a provider, write the version constraint into"
            + " required_providers in a terraform block.",
        attribute.expression().range());
    VersionConstraints.parse(version, attribute.expression().range(), decoding);
    return version;
  }
}
