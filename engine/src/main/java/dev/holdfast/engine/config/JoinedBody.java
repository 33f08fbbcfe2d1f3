package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two bodies that count as one: that of a block, and that of the `_` block in it, which holds the
/// arguments whose names the engine keeps for itself elsewhere.
record JoinedBody(Body first, Body second) implements Body {

  @Override
  public BodyContent content(BodySchema schema) {
    BodySchema relaxed = BodyMerge.withoutRequired(schema);
    BodyContent joined = join(first.content(relaxed), second.content(relaxed));
    return BodyMerge.withRequired(joined, schema);
  }

  @Override
  public Partial partialContent(BodySchema schema) {
    BodySchema relaxed = BodyMerge.withoutRequired(schema);
    Partial ofFirst = first.partialContent(relaxed);
    Partial ofSecond = second.partialContent(relaxed);
    BodyContent joined = join(ofFirst.content(), ofSecond.content());
    return new Partial(
        BodyMerge.withRequired(joined, schema),
        new JoinedBody(ofFirst.remaining(), ofSecond.remaining()));
  }

  @Override
  public BodyContent justAttributes() {
    return join(first.justAttributes(), second.justAttributes());
  }

  @Override
  public SourceRange missingItemRange() {
    return first.missingItemRange();
  }

  private static BodyContent join(BodyContent first, BodyContent second) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(first.attributes());
    List<Diagnostic> diagnostics = new ArrayList<>(first.diagnostics());
    diagnostics.addAll(second.diagnostics());
    second
        .attributes()
        .forEach((name, attribute) -> {
          Attribute existing = attributes.putIfAbsent(name, attribute);
          if (existing != null) {
            diagnostics.add(
                Diagnostic.error(
                    "Duplicate argument",
                    "Argument \"%s\" was already set at %s.".formatted(name, existing.nameRange()),
                    attribute.nameRange()));
          }
        });
    List<Block> blocks = new ArrayList<>(first.blocks());
    blocks.addAll(second.blocks());
    return new BodyContent(attributes, blocks, first.missingItemRange(), diagnostics);
  }
}
