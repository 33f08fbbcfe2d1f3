package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a composite value beside the types that they are encoded as.
record Parts(List<Value> values, @Nullable CodePointMap<Value> named, Type container) {

  /// The parts of a value, or null if it has none because it is primitive, null or unknown.
  ///
  /// @throws CodecException if the value is not of the type
  static @Nullable Parts of(Value value, Type type) throws CodecException {
    boolean fits =
        switch (value) {
          case ListValue _ -> type instanceof ListType;
          case SetValue _ -> type instanceof SetType;
          case MapValue _ -> type instanceof MapType;
          case TupleValue tuple ->
              type instanceof TupleType(List<Type> types)
                  && types.size() == tuple.elements().size();
          case ObjectValue object ->
              type instanceof ObjectType(CodePointMap<Type> attributes, var _)
                  && attributes.hasSameKeys(object.attributes());
          default -> value.isNull() || !value.isKnown() || value.type().equals(type);
        };
    if (!fits) {
      throw new CodecException(
          "a value of type " + value.type().friendlyName() + " is not " + type.friendlyName());
    }
    return switch (value) {
      case ListValue list -> new Parts(list.elements(), null, type);
      case SetValue set -> new Parts(set.elements(), null, type);
      case TupleValue tuple -> new Parts(tuple.elements(), null, type);
      case MapValue map -> new Parts(List.of(), map.elements(), type);
      case ObjectValue object -> new Parts(List.of(), object.attributes(), type);
      default -> null;
    };
  }

  boolean isNamed() {
    return named != null;
  }

  int size() {
    return named == null ? values.size() : named.size();
  }

  Value value(int index) {
    return named == null ? values.get(index) : named.valueAt(index);
  }

  String name(int index) {
    if (named == null) {
      throw new IllegalStateException("these parts have no names");
    }
    return named.keyAt(index);
  }

  Type type(int index) {
    return switch (container) {
      case ListType(Type element) -> element;
      case SetType(Type element) -> element;
      case MapType(Type element) -> element;
      case TupleType(List<Type> types) -> types.get(index);
      case ObjectType object -> object.attributes().valueAt(index);
      default -> throw new IllegalStateException("no parts");
    };
  }

  Path.Step step(int index) {
    if (container instanceof ObjectType) {
      return new Path.Attribute(name(index));
    }
    return new Path.Index(named == null ? Value.of(index) : Value.of(name(index)));
  }
}
