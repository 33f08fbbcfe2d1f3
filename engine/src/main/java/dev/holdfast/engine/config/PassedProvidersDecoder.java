package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decodes the `providers` argument: which configurations a module gets under which names.
final class PassedProvidersDecoder {
  private final Decoding decoding;

  PassedProvidersDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// The entries in the order written; faulty ones are noted and left out.
  List<PassedProvider> decode(@Nullable Attribute attribute) {
    List<PassedProvider> passed = new ArrayList<>();
    if (attribute == null) {
      return passed;
    }
    if (!(StaticExpression.reparsed(attribute.expression()) instanceof ObjectExpression object)) {
      decoding.error(
          "Invalid expression",
          "A static map expression is required.",
          attribute.expression().range());
      return passed;
    }
    ProviderReferenceDecoder references = new ProviderReferenceDecoder(decoding);
    Map<String, ProviderReference> seen = new HashMap<>();
    for (ObjectExpression.Item item : object.items()) {
      ProviderReference inChild = references.decode(key(item), "providers");
      ProviderReference inParent = references.decode(item.value(), "providers");
      if (inChild == null || inParent == null) {
        continue;
      }
      if (inChild.key() != null) {
        refuseKey(inChild);
      }
      ProviderReference previous = seen.putIfAbsent(inChild.name(), inChild);
      if (previous == null) {
        passed.add(new PassedProvider(inChild, inParent));
      } else {
        decoding.error(
            "Duplicate provider address",
            ("A provider configuration was already passed to %s at %s. Each child"
                    + " provider configuration can be assigned only once.")
                .formatted(inChild.name(), previous.range()),
            inChild.range());
      }
    }
    return passed;
  }

  /// A bare name on the left side is a literal for the syntax, but a reference here.
  private static Expression key(ObjectExpression.Item item) {
    return item.key() instanceof LiteralExpression literal
            && literal.value() instanceof StringValue name
        ? new ScopeTraversalExpression(
            new Traversal(name.value(), literal.range(), List.of(), literal.range()))
        : item.key();
  }

  private void refuseKey(ProviderReference reference) {
    Expression key = reference.key();
    decoding.error(
        "Invalid provider configuration reference",
        "The called module has one configuration of each name, so there can be no"
            + " instance key on the left side of a providers entry.",
        key == null ? reference.range() : key.range());
  }
}
