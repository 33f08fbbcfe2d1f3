package dev.holdfast.lab.provider;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The attributes of an object in terms of Java. What is null or not known is empty; whether it is
/// not known is asked for by [#isKnown].
///
/// @param object an object of the resource's type
record Fields(ObjectValue object) {
  static Optional<Fields> of(Value value) {
    return value instanceof ObjectValue object ? Optional.of(new Fields(object)) : Optional.empty();
  }

  Value value(String name) {
    return object.attributes().getOrDefault(name, Value.nullOf(Type.DYNAMIC));
  }

  /// Whether it is known at every depth; null is known.
  boolean isKnown(String name) {
    return value(name).isWhollyKnown();
  }

  boolean isNull(String name) {
    return value(name).isNull();
  }

  Optional<String> text(String name) {
    return value(name) instanceof StringValue text ? Optional.of(text.value()) : Optional.empty();
  }

  OptionalDouble number(String name) {
    return value(name) instanceof NumberValue number
        ? OptionalDouble.of(number.value().doubleValue())
        : OptionalDouble.empty();
  }

  Optional<Boolean> flag(String name) {
    return value(name) instanceof BooleanValue flag ? Optional.of(flag.value()) : Optional.empty();
  }

  /// The known strings of a list or set.
  List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    for (Value element : elements(name)) {
      if (element instanceof StringValue text) {
        found.add(text.value());
      }
    }
    return List.copyOf(found);
  }

  private List<Value> elements(String name) {
    return switch (value(name)) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      default -> List.of();
    };
  }

  /// The known strings of a map.
  Map<String, String> map(String name) {
    Map<String, String> found = new TreeMap<>();
    if (value(name) instanceof MapValue map) {
      map.elements()
          .forEach((key, element) -> {
            if (element instanceof StringValue text) {
              found.put(key, text.value());
            }
          });
    }
    return found;
  }

  /// The blocks of a type, in order.
  List<Fields> blocks(String name) {
    List<Fields> found = new ArrayList<>();
    for (Value element : elements(name)) {
      Fields.of(element).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /// The same with one attribute replaced. Linear in the attributes.
  Fields with(String name, Value value) {
    Map<String, Value> attributes = new LinkedHashMap<>(object.attributes());
    attributes.put(name, value);
    return Value.object(attributes) instanceof ObjectValue changed ? new Fields(changed) : this;
  }

  /// The same with one attribute that only an apply can tell, but that will not be null.
  Fields withUnknown(String name) {
    return with(name, Value.unknown(value(name).type(), Refinement.NOT_NULL));
  }

  /// The same with a text.
  Fields with(String name, String text) {
    return with(name, Value.of(text));
  }
}
