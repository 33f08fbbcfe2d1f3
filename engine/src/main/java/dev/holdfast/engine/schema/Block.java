package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The content of a resource, a provider configuration or a nested block. Immutable; the implied
/// type is computed once.
public final class Block {
  public static final Block EMPTY = new Block(Map.of(), Map.of());

  private final SortedMap<String, Attribute> attributes;
  private final SortedMap<String, NestedBlock> blocks;
  private final Description description;
  private final String deprecation;
  private final ObjectType impliedType;
  private final boolean containsWriteOnly;

  public Block(Map<String, Attribute> attributes, Map<String, NestedBlock> blocks) {
    this(attributes, blocks, Description.NONE, "");
  }

  /// @param deprecation what to use instead; empty when not deprecated
  public Block(
      Map<String, Attribute> attributes,
      Map<String, NestedBlock> blocks,
      Description description,
      String deprecation) {
    this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    this.blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
    this.description = description;
    this.deprecation = deprecation;
    SortedMap<String, Type> types = new TreeMap<>();
    attributes.forEach((name, attribute) -> types.put(name, attribute.type()));
    blocks.forEach((name, block) -> types.put(name, block.impliedType()));
    this.impliedType = Type.object(types);
    this.containsWriteOnly =
        hasWriteOnly(attributes.values())
            || blocks.values().stream().anyMatch(each -> each.block().containsWriteOnly);
  }

  public static Block of(Map<String, Attribute> attributes) {
    return new Block(attributes, Map.of());
  }

  public SortedMap<String, Attribute> attributes() {
    return attributes;
  }

  public SortedMap<String, NestedBlock> blocks() {
    return blocks;
  }

  public Description description() {
    return description;
  }

  public String deprecation() {
    return deprecation;
  }

  /// The type of a value that follows this schema.
  public ObjectType impliedType() {
    return impliedType;
  }

  /// Whether an attribute in it, at any depth, is write-only.
  public boolean containsWriteOnly() {
    return containsWriteOnly;
  }

  private static boolean hasWriteOnly(Collection<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      NestedAttributes nested = attribute.nested();
      if (attribute.writeOnly() || (nested != null && hasWriteOnly(nested.attributes().values()))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && attributes.equals(that.attributes)
        && blocks.equals(that.blocks)
        && description.equals(that.description)
        && deprecation.equals(that.deprecation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attributes, blocks);
  }
}
