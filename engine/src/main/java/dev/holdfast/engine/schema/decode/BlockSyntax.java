package dev.holdfast.engine.schema.decode;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a block schema is written: what may stand in the body.
public final class BlockSyntax {
  private BlockSyntax() {}

  /// What may stand in a body of the block, `dynamic` included.
  ///
  /// Lists and sets of objects may be written as attributes or as blocks, which the old SDK's
  /// providers rely on; both are allowed by the schema then, whichever the body uses.
  public static BodySchema of(Block block) {
    List<BodySchema.AttributeSchema> attributes = new ArrayList<>();
    List<BodySchema.BlockSchema> blocks = new ArrayList<>();
    block
        .attributes()
        .forEach((name, attribute) -> {
          boolean asBlocks = mayBeBlocks(attribute);
          attributes.add(new BodySchema.AttributeSchema(name, attribute.required() && !asBlocks));
          if (asBlocks) {
            blocks.add(new BodySchema.BlockSchema(name, List.of()));
          }
        });
    block
        .blocks()
        .forEach((name, nested) ->
            blocks.add(
                new BodySchema.BlockSchema(
                    name, nested.nesting() == Nesting.MAP ? List.of("key") : List.of())));
    blocks.add(new BodySchema.BlockSchema("dynamic", List.of("type")));
    return new BodySchema(attributes, blocks);
  }

  /// Whether the body uses block syntax for an attribute.
  static boolean isWrittenAsBlocks(Attribute attribute, String name, BodyContent content) {
    return mayBeBlocks(attribute)
        && content.blocks().stream()
            .anyMatch(block ->
                block.type().equals(name)
                    || (block.type().equals("dynamic") && block.label(0).equals(name)));
  }

  private static boolean mayBeBlocks(Attribute attribute) {
    return attribute.nested() == null
        && (attribute.required() || attribute.optional())
        && elementType(attribute) != null;
  }

  private static @Nullable ObjectType elementType(Attribute attribute) {
    Type element =
        switch (attribute.type()) {
          case ListType list -> list.element();
          case SetType set -> set.element();
          default -> attribute.type();
        };
    return element instanceof ObjectType object && !(attribute.type() instanceof ObjectType)
        ? object
        : null;
  }

  /// The block that one element of such an attribute is written as.
  static Block elementBlock(Attribute attribute) {
    ObjectType element = elementType(attribute);
    Map<String, Attribute> attributes = new HashMap<>();
    if (element != null) {
      element
          .attributes()
          .forEach((name, type) -> attributes.put(name, Attribute.optional(type, "")));
    }
    return Block.of(attributes);
  }
}
