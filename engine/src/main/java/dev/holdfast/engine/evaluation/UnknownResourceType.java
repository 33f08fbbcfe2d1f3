package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.Map;

/// The diagnostic for a resource type that its provider does not offer.
public final class UnknownResourceType {
  private UnknownResourceType() {}

  public static Diagnostic of(Resource resource, ProviderSchema offered) {
    ResourceMode mode = resource.address().mode();
    String type = resource.address().type();
    String kind =
        switch (mode) {
          case MANAGED -> "resource type";
          case DATA -> "data source";
          case EPHEMERAL -> "ephemeral resource type";
        };
    Map<String, ResourceSchema> same = offered.resources(mode);
    Map<String, ResourceSchema> other =
        offered.resources(mode == ResourceMode.MANAGED ? ResourceMode.DATA : ResourceMode.MANAGED);
    String hint = Suggestion.sentence(type, same.keySet());
    if (hint.isEmpty() && other.containsKey(type)) {
      hint =
          mode != ResourceMode.MANAGED
              ? "\n\nDid you intend to use the managed resource type \"%s\"? If so, declare this using"
                      .formatted(type)
                  + " a \"resource\" block instead of %s block."
                      .formatted(mode == ResourceMode.DATA ? "a \"data\"" : "an \"ephemeral\"")
              : "\n\nDid you intend to use the data source \"%s\"? If so, declare this using a \"data\""
                      .formatted(type)
                  + " block instead of a \"resource\" block.";
    }
    return Diagnostic.error(
        "Invalid " + kind,
        "The provider %s does not support %s \"%s\".%s"
            .formatted(resource.providerLocalName(), kind, type, hint),
        resource.range());
  }
}
