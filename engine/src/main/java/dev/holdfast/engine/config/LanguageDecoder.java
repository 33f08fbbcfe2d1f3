package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import org.jspecify.annotations.Nullable;

/// Reads what a module asks of the program that runs it: the `language` block, and
/// `required_version` where it speaks of the OpenTofu language.
final class LanguageDecoder {
  /// The version of the OpenTofu language that this engine speaks.
  static final Version LANGUAGE = new Version(1, 12, 0, "", 3);

  private static final String EDITION = "tofu2024";

  private static final BodySchema SCHEMA =
      BodySchema.EMPTY.withOptional("edition", "experiments").withBlock("compatible_with");

  private static final BodySchema COMPATIBLE_WITH = BodySchema.EMPTY.withOptional("opentofu");

  private static final BodySchema REQUIRED_VERSION =
      BodySchema.EMPTY.withOptional("required_version");

  private final Decoding decoding;

  LanguageDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// Reads a `language` block.
  ///
  /// @return whether this engine can read the module at all
  boolean decode(Block block) {
    BodyContent content = decoding.content(block.body(), SCHEMA);
    boolean compatible = true;
    for (Block each : content.blocks("compatible_with")) {
      Attribute attribute =
          each.body().partialContent(COMPATIBLE_WITH).content().attribute("opentofu");
      compatible &= attribute == null || allowsLanguage(attribute);
    }
    if (compatible) {
      checkEdition(content.attribute("edition"));
      checkExperiments(content.attribute("experiments"));
    }
    return compatible;
  }

  /// Reads `required_version` of a `terraform` block in a `.tofu` file.
  ///
  /// @return whether this engine can read the module at all
  boolean decodeRequiredVersion(Block terraform) {
    Attribute attribute =
        terraform.body().partialContent(REQUIRED_VERSION).content().attribute("required_version");
    return attribute == null || allowsLanguage(attribute);
  }

  private boolean allowsLanguage(Attribute attribute) {
    String text = decoding.text(attribute);
    SourceRange range = attribute.expression().range();
    if (text == null) {
      return true;
    }
    boolean allowed =
        VersionConstraints.parse(text, range, decoding)
            .map(constraints -> constraints.allow(LANGUAGE))
            .orElse(true);
    if (!allowed) {
      decoding.error(
          "Incompatible module",
          ("This module is not compatible with the OpenTofu language %s, which is what"
                  + " this version speaks. Choose another version of the module, or change this"
                  + " constraint if the module can do with that version.")
              .formatted(LANGUAGE),
          range);
    }
    return allowed;
  }

  private void checkEdition(@Nullable Attribute attribute) {
    if (attribute == null) {
      return;
    }
    String edition = StaticExpression.keyword(attribute.expression());
    if (!EDITION.equals(edition)) {
      decoding.error(
          "Unsupported language edition",
          "This version supports only the language edition %s.".formatted(EDITION),
          attribute.expression().range());
    }
  }

  private void checkExperiments(@Nullable Attribute attribute) {
    if (attribute == null) {
      return;
    }
    for (Expression element : decoding.elements(attribute)) {
      String keyword = StaticExpression.keyword(element);
      decoding.error(
          keyword == null ? "Invalid experiment keyword" : "Unknown experiment keyword",
          keyword == null
              ? "Elements of \"experiments\" must all be keywords representing active experiments."
              : "There is no current experiment with the keyword \"%s\".".formatted(keyword),
          element.range());
    }
  }
}
