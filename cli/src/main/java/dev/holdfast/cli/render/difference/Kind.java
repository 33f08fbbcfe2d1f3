package dev.holdfast.cli.render.difference;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// What a value looks like, whatever its exact type.
enum Kind {
  NULL,
  STRING,
  NUMBER,
  BOOLEAN,
  SEQUENCE,
  MAPPING;

  static Kind of(@Nullable Value value) {
    return switch (value) {
      case StringValue string -> STRING;
      case NumberValue number -> NUMBER;
      case BooleanValue bool -> BOOLEAN;
      case ListValue list -> SEQUENCE;
      case SetValue set -> SEQUENCE;
      case TupleValue tuple -> SEQUENCE;
      case MapValue map -> MAPPING;
      case ObjectValue object -> MAPPING;
      case null, default -> NULL;
    };
  }

  boolean isLeaf() {
    return this != SEQUENCE && this != MAPPING;
  }
}
