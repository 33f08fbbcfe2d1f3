package dev.holdfast.hosts.provider;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An object that follows a resource's schema, read by attribute. What is null or unknown reads as
/// empty.
record Attributes(ObjectValue object) {

  /// Takes an object that is not null.
  static Attributes of(Value value) {
    if (value instanceof ObjectValue object) {
      return new Attributes(object);
    }
    throw new IllegalArgumentException("not an object: " + value.type());
  }

  Value value(String name) {
    Value found = object.attributes().get(name);
    if (found == null) {
      throw new IllegalArgumentException("no attribute " + name);
    }
    return found;
  }

  /// Whether the attribute is set to something, known or not.
  boolean isSet(String name) {
    return !value(name).isNull();
  }

  boolean isKnown(String name) {
    return value(name).isWhollyKnown();
  }

  Optional<String> text(String name) {
    return value(name) instanceof StringValue string
        ? Optional.of(string.value())
        : Optional.empty();
  }

  /// The text of a required attribute that is known by now.
  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalStateException(name + " is not known"));
  }

  Optional<Boolean> truth(String name) {
    return value(name) instanceof BooleanValue truth
        ? Optional.of(truth.value())
        : Optional.empty();
  }

  boolean isTrue(String name) {
    return truth(name).orElse(false);
  }

  OptionalLong number(String name) {
    return value(name) instanceof NumberValue number && number.value().fitsLong()
        ? OptionalLong.of(number.value().longValueExact())
        : OptionalLong.empty();
  }

  /// The elements of a list or set of strings that are known.
  Optional<List<String>> texts(String name) {
    return switch (value(name)) {
      case ListValue list -> Optional.of(texts(list.elements()));
      case SetValue set -> Optional.of(texts(set.elements()));
      default -> Optional.empty();
    };
  }

  private static List<String> texts(Collection<Value> elements) {
    return elements.stream()
        .filter(StringValue.class::isInstance)
        .map(element -> ((StringValue) element).value())
        .toList();
  }

  /// A map of strings; elements that are null or unknown are left out.
  Map<String, String> map(String name) {
    Map<String, String> result = new HashMap<>();
    if (value(name) instanceof MapValue map) {
      map.elements()
          .forEach((key, element) -> {
            if (element instanceof StringValue string) {
              result.put(key, string.value());
            }
          });
    }
    return result;
  }

  /// The same with one attribute changed.
  Attributes with(String name, Value value) {
    return with(Map.of(name, value));
  }

  /// The same with some attributes changed.
  Attributes with(Map<String, Value> changes) {
    Map<String, Value> all = new HashMap<>(object.attributes());
    all.putAll(changes);
    return of(Value.object(all));
  }

  Attributes withText(String name, String text) {
    return with(name, Value.of(text));
  }

  Attributes withNumber(String name, long number) {
    return with(name, Value.of(number));
  }

  Attributes withTruth(String name, boolean truth) {
    return with(name, Value.of(truth));
  }

  Attributes withTexts(String name, Collection<String> texts) {
    List<Value> elements = texts.stream().map(Value::of).toList();
    return with(
        name,
        value(name).type().equals(Type.list(Type.STRING))
            ? Value.list(Type.STRING, elements)
            : Value.set(Type.STRING, elements));
  }

  /// The same with what is unknown taken from another object of the same schema.
  Attributes knownBy(Attributes other) {
    CodePointMap<Value> mine = object.attributes();
    Map<String, Value> all = new HashMap<>(mine);
    all.replaceAll((name, value) -> value.isWhollyKnown() ? value : other.value(name));
    return of(Value.object(all));
  }
}
