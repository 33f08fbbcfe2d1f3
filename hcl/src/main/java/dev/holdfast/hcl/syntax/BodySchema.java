package dev.holdfast.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/// Which arguments and blocks a body may have.
public record BodySchema(List<AttributeSchema> attributes, List<BlockSchema> blocks) {

  /// An argument.
  public record AttributeSchema(String name, boolean required) {}

  /// A block type.
  ///
  /// @param labelNames what each label is, for messages: `type`, `name`
  public record BlockSchema(String type, List<String> labelNames) {
    public BlockSchema {
      labelNames = List.copyOf(labelNames);
    }
  }

  /// Nothing at all.
  public static final BodySchema EMPTY = new BodySchema(List.of(), List.of());

  public BodySchema {
    attributes = List.copyOf(attributes);
    blocks = List.copyOf(blocks);
  }

  /// The same with an argument that must be given.
  public BodySchema withRequired(String name) {
    return with(new AttributeSchema(name, true));
  }

  /// The same with an argument that may be left out.
  public BodySchema withOptional(String... names) {
    BodySchema schema = this;
    for (String name : names) {
      schema = schema.with(new AttributeSchema(name, false));
    }
    return schema;
  }

  /// The same with a block type.
  public BodySchema withBlock(String type, String... labelNames) {
    List<BlockSchema> more = new ArrayList<>(blocks);
    more.add(new BlockSchema(type, List.of(labelNames)));
    return new BodySchema(attributes, more);
  }

  private BodySchema with(AttributeSchema attribute) {
    List<AttributeSchema> more = new ArrayList<>(attributes);
    more.add(attribute);
    return new BodySchema(more, blocks);
  }
}
