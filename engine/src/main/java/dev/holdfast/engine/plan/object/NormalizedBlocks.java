package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.attribute;
import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.EmptyBlocks;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Repairs objects of providers on the old SDK.
public final class NormalizedBlocks {
  private NormalizedBlocks() {}

  /// The object as if a modern provider had returned it: null or unknown collections of blocks,
  /// which that SDK cannot tell from empty ones, become empty or, where only a whole could be
  /// unknown, a block of unknown attributes. Used before anything else looks at a response. The
  /// same object where nothing is to be repaired; no cost for schemas without blocks.
  @SuppressWarnings("ReferenceEquality") // what needs no repair comes back as the same object
  public static Value of(Block block, Value object) {
    if (block.blocks().isEmpty() || !isPresent(object)) {
      return object;
    }
    Map<String, Value> repaired = new TreeMap<>(Structure.entries(object));
    boolean changed = false;
    for (Map.Entry<String, NestedBlock> entry : block.blocks().entrySet()) {
      Value before = attribute(object, entry.getKey(), entry.getValue().impliedType());
      Value after = nested(entry.getValue(), before);
      if (after != before) {
        repaired.put(entry.getKey(), after);
        changed = true;
      }
    }
    return changed ? Value.object(repaired) : object;
  }

  private static Value nested(NestedBlock nested, Value value) {
    Type one = nested.block().impliedType();
    // That SDK has neither attributes of dynamic type nor maps of blocks: others made this.
    if (one.containsDynamic()) {
      return value;
    }
    return switch (nested.nesting()) {
      case SINGLE -> value.isKnown() ? of(nested.block(), value) : unknown(nested.block());
      case GROUP ->
          !value.isKnown()
              ? unknown(nested.block())
              : value.isNull() ? EmptyBlocks.of(nested.block()) : of(nested.block(), value);
      case LIST, SET -> collection(nested, value);
      case MAP -> value;
    };
  }

  private static Value collection(NestedBlock nested, Value value) {
    Type one = nested.block().impliedType();
    List<Value> after;
    if (!value.isKnown()) {
      after = List.of(unknown(nested.block()));
    } else {
      List<Value> before = elements(value);
      after = before.stream().map(element -> of(nested.block(), element)).toList();
      if (!value.isNull() && after.equals(before)) {
        return value;
      }
    }
    return nested.nesting() == Nesting.LIST ? Value.list(one, after) : Value.set(one, after);
  }

  /// A block about which nothing is known, not even how many blocks there are in it.
  private static Value unknown(Block block) {
    Map<String, Value> parts = new TreeMap<>();
    block
        .attributes()
        .forEach((name, attribute) -> parts.put(name, Value.unknown(attribute.type())));
    block.blocks().forEach((name, nested) -> parts.put(name, unknown(nested)));
    return Value.object(parts);
  }

  private static Value unknown(NestedBlock nested) {
    Type one = nested.block().impliedType();
    return switch (nested.nesting()) {
      case SINGLE, GROUP -> unknown(nested.block());
      case LIST -> Value.list(one, List.of(unknown(nested.block())));
      case SET -> Value.set(one, List.of(unknown(nested.block())));
      case MAP -> Value.unknown(nested.impliedType());
    };
  }
}
