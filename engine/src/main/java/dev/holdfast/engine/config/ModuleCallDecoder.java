package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
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
        providers(content.attribute("providers")),
        decoding.justAttributes(inputs).attributes(),
        block.definitionRange());
  }

  private @Nullable Attribute enabled(BodyContent content) {
    Block block = decoding.single(content, "lifecycle", "module call");
    return block == null ? null : decoding.content(block.body(), LIFECYCLE).attribute("enabled");
  }

  private List<PassedProvider> providers(@Nullable Attribute attribute) {
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
