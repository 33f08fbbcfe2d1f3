package dev.holdfast.conformance;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// JSON in a form that can be compared: members in the order of their names, without those that
/// depend on the time or the version, and with one name for all tools.
final class JsonComparison {
  private JsonComparison() {}

  static Value parse(String json) throws CodecException {
    return ValueJson.decodeImplied(json);
  }

  static String text(Value value) throws CodecException {
    return ValueJson.encodeIndented(value);
  }

  /// The value without the members of these names, wherever they are.
  static Value without(Set<String> names, Value value) {
    return switch (value) {
      case TupleValue tuple ->
          Value.tuple(tuple.elements().stream().map(each -> without(names, each)).toList());
      case ObjectValue object -> {
        Map<String, Value> kept = new TreeMap<>();
        object
            .attributes()
            .forEach((name, member) -> {
              if (!names.contains(name)) {
                kept.put(name, without(names, member));
              }
            });
        yield Value.object(kept);
      }
      case StringValue text -> Value.of(neutral(text.value()));
      default -> value;
    };
  }

  /// The object with these members only.
  static Value only(Collection<String> names, Value value) {
    Map<String, Value> kept = new TreeMap<>(members(value));
    kept.keySet().retainAll(names);
    return Value.object(kept);
  }

  static Map<String, Value> members(Value value) {
    return value instanceof ObjectValue object ? object.attributes() : Map.of();
  }

  static List<Value> elements(Value value) {
    return value instanceof TupleValue tuple ? tuple.elements() : List.of();
  }

  /// The text with one name for all tools.
  static String neutral(String text) {
    return text.replace("OpenTofu", "Holdfast")
        .replace("Terraform", "Holdfast")
        .replaceAll("\\btofu (?=[a-z])", "holdfast ");
  }
}
