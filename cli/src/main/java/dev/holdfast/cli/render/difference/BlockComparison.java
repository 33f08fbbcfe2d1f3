package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.render.difference.Difference.BlockContent;
import dev.holdfast.cli.render.difference.Difference.LabelledBlock;
import dev.holdfast.cli.render.difference.Difference.Mapping;
import dev.holdfast.cli.render.difference.Difference.MappingStyle;
import dev.holdfast.cli.render.difference.Difference.Sequence;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.order.CodePointOrder;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares objects of providers by their schema. Absent sides are Java nulls.
public final class BlockComparison {
  private BlockComparison() {}

  /// Compares the content of a resource or a block. Attributes and blocks that are null on both
  /// sides do not occur in the result. Linear in the values.
  public static BlockContent block(
      @Nullable Value before, @Nullable Value after, Block schema, ReplacementPaths replacement) {
    SortedMap<String, Difference> attributes = new TreeMap<>(CodePointOrder.CODE_POINT_ORDER);
    schema
        .attributes()
        .forEach((name, attribute) -> {
          Value left = ValueComparison.present(ValueComparison.attribute(before, name));
          Value right = ValueComparison.present(ValueComparison.attribute(after, name));
          if (left != null || right != null) {
            attributes.put(
                name,
                attribute(left, right, attribute, replacement.through(new Path.Attribute(name))));
          }
        });
    SortedMap<String, List<LabelledBlock>> blocks = new TreeMap<>(CodePointOrder.CODE_POINT_ORDER);
    schema
        .blocks()
        .forEach((name, nested) -> {
          List<LabelledBlock> differences =
              blocks(
                  ValueComparison.present(ValueComparison.attribute(before, name)),
                  ValueComparison.present(ValueComparison.attribute(after, name)),
                  nested,
                  replacement.through(new Path.Attribute(name)));
          if (!differences.isEmpty()) {
            blocks.put(name, differences);
          }
        });
    boolean differs =
        attributes.values().stream().anyMatch(part -> part.change() != Change.NONE)
            || blocks.values().stream()
                .flatMap(List::stream)
                .anyMatch(part -> part.content().change() != Change.NONE);
    Change change = ValueComparison.change(before, after, differs);
    addWriteOnly(schema.attributes(), change, replacement, attributes);
    return new BlockContent(change, replacement.here(), attributes, blocks);
  }

  private static Difference attribute(
      @Nullable Value before,
      @Nullable Value after,
      Attribute schema,
      ReplacementPaths replacement) {
    NestedAttributes nested = schema.nested();
    return nested == null
        ? ValueComparison.typed(before, after, schema.type(), replacement)
        : nested(before, after, nested, replacement);
  }

  private static Difference nested(
      @Nullable Value before,
      @Nullable Value after,
      NestedAttributes schema,
      ReplacementPaths replacement) {
    Difference special = ValueComparison.special(before, after, schema.impliedType(), replacement);
    if (special != null) {
      return special;
    }
    return switch (schema.nesting()) {
      case SINGLE, GROUP -> object(before, after, schema, replacement);
      case LIST ->
          ValueComparison.byPosition(
              before, after, (left, right, rest) -> object(left, right, schema, rest), replacement);
      case SET ->
          ValueComparison.setOf(
              before, after, (left, right, rest) -> object(left, right, schema, rest), replacement);
      case MAP ->
          ValueComparison.mapping(
              before,
              after,
              MappingStyle.NESTED_MAP,
              (key, left, right, rest) -> object(left, right, schema, rest),
              replacement);
    };
  }

  private static Difference object(
      @Nullable Value before,
      @Nullable Value after,
      NestedAttributes schema,
      ReplacementPaths replacement) {
    Difference special = ValueComparison.special(before, after, schema.objectType(), replacement);
    if (special != null) {
      return special;
    }
    SortedMap<String, Difference> attributes = new TreeMap<>(CodePointOrder.CODE_POINT_ORDER);
    for (Map.Entry<String, Attribute> entry : schema.attributes().entrySet()) {
      Value left = ValueComparison.present(ValueComparison.attribute(before, entry.getKey()));
      Value right = ValueComparison.present(ValueComparison.attribute(after, entry.getKey()));
      if (left != null || right != null) {
        ReplacementPaths rest = replacement.through(new Path.Attribute(entry.getKey()));
        attributes.put(entry.getKey(), attribute(left, right, entry.getValue(), rest));
      }
    }
    Change change = ValueComparison.changeOf(before, after, attributes.values());
    addWriteOnly(schema.attributes(), change, replacement, attributes);
    return new Mapping(change, replacement.here(), attributes, MappingStyle.OBJECT);
  }

  /// What is written only is shown wherever something around it changes: it is handed over then.
  private static void addWriteOnly(
      Map<String, Attribute> schema,
      Change change,
      ReplacementPaths replacement,
      Map<String, Difference> attributes) {
    if (change == Change.NONE) {
      return;
    }
    schema.forEach((name, attribute) -> {
      if (attribute.writeOnly()) {
        boolean forces = replacement.through(new Path.Attribute(name)).here();
        attributes.put(name, new Difference.WriteOnly(change, forces));
      }
    });
  }

  private static List<LabelledBlock> blocks(
      @Nullable Value before,
      @Nullable Value after,
      NestedBlock schema,
      ReplacementPaths replacement) {
    if (before == null && after == null) {
      return List.of();
    }
    Difference special = ValueComparison.special(before, after, schema.impliedType(), replacement);
    if (special != null) {
      return List.of(new LabelledBlock("", special));
    }
    ValueComparison.ElementComparison comparison =
        (left, right, rest) -> content(left, right, schema.block(), rest);
    return switch (schema.nesting()) {
      case SINGLE, GROUP ->
          List.of(new LabelledBlock("", comparison.compare(before, after, replacement)));
      case LIST -> unlabelled(ValueComparison.byPosition(before, after, comparison, replacement));
      case SET -> unlabelled(ValueComparison.setOf(before, after, comparison, replacement));
      case MAP ->
          labelled(
              ValueComparison.mapping(
                  before,
                  after,
                  MappingStyle.NESTED_MAP,
                  (key, left, right, rest) -> comparison.compare(left, right, rest),
                  replacement));
    };
  }

  private static Difference content(
      @Nullable Value before, @Nullable Value after, Block schema, ReplacementPaths replacement) {
    Difference special = ValueComparison.special(before, after, schema.impliedType(), replacement);
    return special != null ? special : block(before, after, schema, replacement);
  }

  private static List<LabelledBlock> unlabelled(Sequence sequence) {
    return sequence.elements().stream().map(content -> new LabelledBlock("", content)).toList();
  }

  private static List<LabelledBlock> labelled(Mapping mapping) {
    List<LabelledBlock> blocks = new ArrayList<>();
    mapping.entries().forEach((key, content) -> blocks.add(new LabelledBlock(key, content)));
    return blocks;
  }
}
