package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.BodySchema.AttributeSchema;
import java.util.ArrayList;
import java.util.List;

/// What all bodies made of several have in common: a required argument may stand in any of them.
final class BodyMerge {
  private BodyMerge() {}

  static BodySchema withoutRequired(BodySchema schema) {
    return new BodySchema(
        schema.attributes().stream()
            .map(attribute -> new AttributeSchema(attribute.name(), false))
            .toList(),
        schema.blocks());
  }

  /// The content with an error for each argument that the schema requires and no part has.
  static BodyContent withRequired(BodyContent content, BodySchema schema) {
    List<Diagnostic> diagnostics = new ArrayList<>(content.diagnostics());
    for (AttributeSchema attribute : schema.attributes()) {
      if (attribute.required() && content.attribute(attribute.name()) == null) {
        diagnostics.add(
            Diagnostic.error(
                "Missing required argument",
                "The argument \"%s\" is required, but no definition was found."
                    .formatted(attribute.name()),
                content.missingItemRange()));
      }
    }
    return new BodyContent(
        content.attributes(), content.blocks(), content.missingItemRange(), diagnostics);
  }
}
