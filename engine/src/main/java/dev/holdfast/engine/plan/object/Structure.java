package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Access to the parts of values whose shape a schema promises. Blocks in lists are a list or,
/// where they hold attributes of dynamic type, a tuple; blocks in maps a map or an object.
final class Structure {
  private Structure() {}

  /// Whether the value is neither null nor unknown, so that it has parts.
  static boolean isPresent(Value value) {
    return value.isKnown() && !value.isNull();
  }

  /// The attribute of an object; of a null object it is null, of an unknown one unknown.
  static Value attribute(Value object, String name, Type type) {
    if (object instanceof ObjectValue present) {
      Value found = present.attributes().get(name);
      return found == null ? Value.nullOf(type) : found;
    }
    return object.isKnown() ? Value.nullOf(type) : Value.unknown(type);
  }

  /// The elements of a list, a tuple or a set; none if it is null or unknown.
  static List<Value> elements(Value value) {
    return switch (value) {
      case ListValue list -> list.elements();
      case TupleValue tuple -> tuple.elements();
      case SetValue set -> List.copyOf(set.elements());
      default -> List.of();
    };
  }

  /// The elements of a map or the attributes of an object; none if it is null or unknown.
  static SortedMap<String, Value> entries(Value value) {
    return switch (value) {
      case MapValue map -> map.elements();
      case ObjectValue object -> object.attributes();
      default -> Collections.emptySortedMap();
    };
  }

  /// A sequence of the kind of another one.
  static Value sequenceLike(Value like, Collection<Value> elements) {
    return switch (like.type()) {
      case ListType list -> Value.list(list.element(), List.copyOf(elements));
      case SetType set -> Value.set(set.element(), elements);
      default -> Value.tuple(List.copyOf(elements));
    };
  }

  /// A map or object as another one is.
  static Value mappingLike(Value like, Map<String, Value> entries) {
    return like.type() instanceof MapType map
        ? Value.map(map.element(), entries)
        : Value.object(entries);
  }
}
