package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of an object that can only be read or made later.
public final class UnknownObject {
  private UnknownObject() {}

  /// The configuration with every computed attribute that it does not set unknown. Blocks in sets
  /// are left as they are, since they cannot be told apart. Linear in the configuration.
  public static Value of(Block block, Value configuration) {
    if (!(configuration instanceof ObjectValue object)) {
      return configuration;
    }
    Map<String, Value> attributes = new LinkedHashMap<>(object.attributes());
    block
        .attributes()
        .forEach((name, attribute) -> attributes.compute(name, (key, set) -> fill(attribute, set)));
    block
        .blocks()
        .forEach(
            (name, nested) -> attributes.computeIfPresent(name, (key, set) -> fill(nested, set)));
    return Value.object(attributes).mark(configuration.marks());
  }

  private static Value fill(Attribute attribute, @org.jspecify.annotations.Nullable Value set) {
    if (set == null) {
      return Value.nullOf(attribute.type());
    }
    return set.isNull() && attribute.computed() ? Value.unknown(attribute.type()) : set;
  }

  private static Value fill(NestedBlock nested, Value set) {
    return switch (set) {
      case ObjectValue single -> of(nested.block(), single);
      case ListValue list -> {
        List<Value> elements =
            list.elements().stream().map(element -> of(nested.block(), element)).toList();
        yield Value.list(list.type().element(), elements).mark(list.marks());
      }
      case MapValue map -> {
        Map<String, Value> elements = new LinkedHashMap<>();
        map.elements().forEach((key, element) -> elements.put(key, of(nested.block(), element)));
        yield Value.map(map.type().element(), elements).mark(map.marks());
      }
      default -> set;
    };
  }
}
