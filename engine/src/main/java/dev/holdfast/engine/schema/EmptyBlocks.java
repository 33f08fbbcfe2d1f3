package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a configuration without anything in it stands for.
public final class EmptyBlocks {
  private EmptyBlocks() {}

  /// A block in which nothing is set: all attributes are null and all collections of blocks empty.
  public static Value of(Block block) {
    Map<String, Value> parts = new TreeMap<>();
    block
        .attributes()
        .forEach((name, attribute) -> parts.put(name, Value.nullOf(attribute.type())));
    block.blocks().forEach((name, nested) -> parts.put(name, of(nested)));
    return Value.object(parts);
  }

  /// No occurrence of a block type.
  public static Value of(NestedBlock nested) {
    Type one = nested.block().impliedType();
    boolean dynamic = one.containsDynamic();
    return switch (nested.nesting()) {
      case SINGLE -> Value.nullOf(one);
      case GROUP -> of(nested.block());
      case LIST -> dynamic ? Values.EMPTY_TUPLE : Value.list(one, List.of());
      case SET -> Value.set(one, List.of());
      case MAP -> dynamic ? Values.EMPTY_OBJECT : Value.map(one, Map.of());
    };
  }
}
