package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the language iterates over.
public final class Elements {
  private Elements() {}

  /// One element.
  ///
  /// @param key the position in a list or tuple, the key in a map or object, the element itself in
  ///   a set
  public record Entry(Value key, Value value) {}

  /// Whether known values of the type have elements.
  public static boolean canIterate(Type type) {
    return !(type instanceof PrimitiveType) && !(type instanceof DynamicType);
  }

  /// The elements of a known value that has some, in the order of the language.
  public static List<Entry> of(Value collection) {
    return switch (collection) {
      case ListValue list -> numbered(list.elements());
      case TupleValue tuple -> numbered(tuple.elements());
      case SetValue set ->
          set.elements().stream().map(element -> new Entry(element, element)).toList();
      case MapValue map -> named(map.elements());
      case ObjectValue object -> named(object.attributes());
      default ->
          throw new IllegalArgumentException(
              "has no elements: " + collection.type().friendlyName());
    };
  }

  private static List<Entry> numbered(List<Value> values) {
    List<Entry> entries = new ArrayList<>(values.size());
    for (Value value : values) {
      entries.add(new Entry(Value.of(entries.size()), value));
    }
    return entries;
  }

  private static List<Entry> named(Map<String, Value> values) {
    List<Entry> entries = new ArrayList<>(values.size());
    values.forEach((name, value) -> entries.add(new Entry(Value.of(name), value)));
    return entries;
  }
}
