package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The defaults of optional attributes at every level of a type constraint (`optional(type,
/// default)`).
///
/// @param attributes the default of each attribute of the object that has one
/// @param children the defaults within: by attribute name, by tuple position such as `0`, or `""`
///   for the elements of a collection
public record Defaults(Map<String, Value> attributes, Map<String, Defaults> children) {
  /// Nothing has a default.
  public static final Defaults NONE = new Defaults(Map.of(), Map.of());

  private static final String ELEMENTS = "";

  public Defaults {
    attributes = CodePointMap.copyOf(attributes);
    children = CodePointMap.copyOf(children);
  }

  public boolean isEmpty() {
    return attributes.isEmpty() && children.isEmpty();
  }

  /// The value with absent and null attributes set to their defaults; to be called before
  /// conversion to the constraint. Nulls and unknowns are left alone, and marks stay where they
  /// are. A collection whose elements do not share a type any more becomes a tuple or an object.
  public Value apply(Value value) {
    if (isEmpty() || value.isNull() || !value.isKnown()) {
      return value;
    }
    Value applied =
        switch (value) {
          case ListValue list -> {
            List<Value> elements = applyAll(list.elements());
            yield commonType(list.type().element(), elements)
                .map(element -> convertAll(elements, Type.list(element)))
                .orElseGet(() -> Value.tuple(elements));
          }
          case SetValue set -> {
            List<Value> elements = applyAll(set.elements());
            yield commonType(set.type().element(), elements)
                .map(element -> convertAll(elements, Type.set(element)))
                .orElseGet(() -> Value.tuple(elements));
          }
          case TupleValue tuple -> Value.tuple(applyAll(tuple.elements()));
          case MapValue map -> {
            Map<String, Value> elements = applyAll(map.elements());
            yield commonType(map.type().element(), List.copyOf(elements.values()))
                .map(element -> convert(Value.object(elements), Type.map(element)))
                .orElseGet(() -> Value.object(elements));
          }
          case ObjectValue object -> Value.object(applyAll(object.attributes()));
          default -> value;
        };
    return applied.mark(value.marks());
  }

  private @Nullable Defaults child(String key) {
    Defaults elements = children.get(ELEMENTS);
    return elements == null ? children.get(key) : elements;
  }

  private List<Value> applyAll(List<Value> elements) {
    List<Value> applied = new ArrayList<>(elements.size());
    for (int index = 0; index < elements.size(); index++) {
      Defaults child = child(Integer.toString(index));
      applied.add(child == null ? elements.get(index) : child.apply(elements.get(index)));
    }
    return applied;
  }

  private Map<String, Value> applyAll(CodePointMap<Value> parts) {
    Map<String, Value> applied = new LinkedHashMap<>();
    parts.forEach((name, part) -> {
      Defaults child = child(name);
      applied.put(name, child == null ? part : child.apply(part));
    });
    attributes.forEach((name, defaultValue) -> {
      Value present = applied.get(name);
      if (present == null || present.isNull()) {
        Defaults child = child(name);
        applied.put(name, child == null ? defaultValue : child.apply(defaultValue));
      }
    });
    return applied;
  }

  private static Optional<Type> commonType(Type before, List<Value> elements) {
    return elements.isEmpty()
        ? Optional.of(before)
        : TypeUnification.unify(elements.stream().map(Value::type).toList());
  }

  private static Value convertAll(List<Value> elements, Type collection) {
    return convert(Value.tuple(elements), collection);
  }

  private static Value convert(Value value, Type type) {
    try {
      return Conversion.convert(value, type);
    } catch (ConversionException impossible) {
      throw new IllegalStateException("safe conversions do not fail", impossible);
    }
  }
}
