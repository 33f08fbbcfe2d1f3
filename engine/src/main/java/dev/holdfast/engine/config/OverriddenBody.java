package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A body of which a file named `override` replaces parts: its arguments win, and its blocks of a
/// type stand for all blocks of that type in the base. `lifecycle` blocks are merged argument by
/// argument instead.
record OverriddenBody(Body base, Body override) implements Body {

  /// The base block with the body that results.
  static Block apply(Block base, Block override) {
    return new Block(
        base.type(),
        base.labels(),
        new OverriddenBody(base.body(), override.body()),
        base.definitionRange(),
        base.typeRange());
  }

  @Override
  public BodyContent content(BodySchema schema) {
    BodySchema relaxed = BodyMerge.withoutRequired(schema);
    BodyContent merged = merge(base.content(relaxed), override.content(relaxed));
    return BodyMerge.withRequired(merged, schema);
  }

  @Override
  public Partial partialContent(BodySchema schema) {
    BodySchema relaxed = BodyMerge.withoutRequired(schema);
    Partial ofBase = base.partialContent(relaxed);
    Partial ofOverride = override.partialContent(relaxed);
    BodyContent merged = merge(ofBase.content(), ofOverride.content());
    return new Partial(
        BodyMerge.withRequired(merged, schema),
        new OverriddenBody(ofBase.remaining(), ofOverride.remaining()));
  }

  @Override
  public BodyContent justAttributes() {
    return merge(base.justAttributes(), override.justAttributes());
  }

  @Override
  public SourceRange missingItemRange() {
    return base.missingItemRange();
  }

  private static BodyContent merge(BodyContent base, BodyContent override) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(base.attributes());
    attributes.putAll(override.attributes());
    List<Diagnostic> diagnostics = new ArrayList<>(base.diagnostics());
    diagnostics.addAll(override.diagnostics());
    return new BodyContent(
        attributes,
        mergeBlocks(base.blocks(), override.blocks()),
        base.missingItemRange(),
        diagnostics);
  }

  private static List<Block> mergeBlocks(List<Block> base, List<Block> override) {
    Set<String> replaced = new HashSet<>();
    override.forEach(block -> replaced.add(replacedType(block)));
    List<Block> merged = new ArrayList<>();
    for (Block block : base) {
      if (!replaced.contains(replacedType(block))) {
        merged.add(block);
      }
    }
    for (Block block : override) {
      Block inBase =
          block.type().equals("lifecycle")
              ? base.stream().filter(b -> b.type().equals("lifecycle")).findFirst().orElse(null)
              : null;
      merged.add(inBase == null ? block : apply(inBase, block));
    }
    return merged;
  }

  /// A `dynamic` block stands for blocks of the type that it makes.
  private static String replacedType(Block block) {
    return block.type().equals("dynamic") && !block.labels().isEmpty()
        ? block.label(0)
        : block.type();
  }
}
