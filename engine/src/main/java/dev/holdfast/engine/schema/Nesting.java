package dev.holdfast.engine.schema;

/// How a nested block or a nested attribute occurs.
public enum Nesting {
  SINGLE,
  /// Like single, but never null: an absent block is one whose attributes are all null.
  GROUP,
  LIST,
  SET,
  MAP
}
