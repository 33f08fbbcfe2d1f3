package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;

/// A block type within a block.
///
/// @param minimum how many there must be at least
/// @param maximum how many there may be at most; 0 for no limit
public record NestedBlock(Nesting nesting, Block block, int minimum, int maximum) {

  public static NestedBlock single(Block block) {
    return new NestedBlock(Nesting.SINGLE, block, 0, 1);
  }

  public static NestedBlock list(Block block) {
    return new NestedBlock(Nesting.LIST, block, 0, 0);
  }

  /// The type of all occurrences together. Lists and maps of blocks with an attribute of dynamic
  /// type become a tuple or an object, which only a value can tell: here that is `any`.
  public Type impliedType() {
    Type one = block.impliedType();
    boolean dynamic = one.containsDynamic();
    return switch (nesting) {
      case SINGLE, GROUP -> one;
      case LIST -> dynamic ? Type.DYNAMIC : Type.list(one);
      case SET -> Type.set(one);
      case MAP -> dynamic ? Type.DYNAMIC : Type.map(one);
    };
  }
}
