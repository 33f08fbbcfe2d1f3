package dev.holdfast.engine.testing;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.type.DynamicType;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Makes up an object from its configuration: what the provider would choose is given by the test,
/// or generated: eight letters and digits for a string, 0, false, empty collections. The same seed
/// gives the same object, so that a plan and its apply agree. Linear in the size of the object.
final class MockedObject {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 8;

  private final long seed;
  private final boolean generating;
  private final List<ProviderDiagnostic> diagnostics = new ArrayList<>();

  /// @param generating whether values that the test leaves open are made up, and not unknown
  MockedObject(long seed, boolean generating) {
    this.seed = seed;
    this.generating = generating;
  }

  /// What is wrong with the given values.
  List<ProviderDiagnostic> diagnostics() {
    return diagnostics;
  }

  /// The object.
  ///
  /// @param configuration as written; may hold unknowns
  /// @param base the configuration with what was chosen before, which stays
  /// @param given by the test; counts more than what was chosen before
  Value make(Block block, Value configuration, Value base, Map<String, Value> given) {
    return block(block, configuration, base, given, Path.ROOT);
  }

  private Value block(
      Block block, Value configuration, Value base, Map<String, Value> given, Path path) {
    if (!(configuration instanceof ObjectValue written)) {
      return base;
    }
    Map<String, Value> parts = new LinkedHashMap<>();
    block
        .attributes()
        .forEach((name, attribute) ->
            parts.put(
                name,
                attribute(
                    attribute,
                    part(written, name, attribute.type()),
                    part(base, name, attribute.type()),
                    given.get(name),
                    path.attribute(name))));
    block
        .blocks()
        .forEach((name, nested) ->
            parts.put(
                name,
                blocks(
                    nested,
                    part(written, name, nested.impliedType()),
                    part(base, name, nested.impliedType()),
                    given.get(name),
                    path.attribute(name))));
    reportUnknownNames(given, parts, path);
    return Value.object(parts);
  }

  private void reportUnknownNames(Map<String, Value> given, Map<String, Value> parts, Path path) {
    for (String name : given.keySet()) {
      if (!parts.containsKey(name)) {
        ignored(path.attribute(name), "there is no such attribute");
      }
    }
  }

  private void ignored(Path path, String reason) {
    diagnostics.add(
        ProviderDiagnostic.warning(
            "Ignored value of a mock or override",
            "The value for \"%s\" is not used: %s.".formatted(name(path), reason)));
  }

  private static String name(Path path) {
    String text = path.toString();
    return text.startsWith(".") ? text.substring(1) : text;
  }

  private static Value part(Value object, String name, Type type) {
    Value part = object instanceof ObjectValue known ? known.attributes().get(name) : null;
    return part == null ? Value.nullOf(type) : part;
  }

  private Value attribute(
      Attribute attribute, Value written, Value base, @Nullable Value given, Path path) {
    NestedAttributes nested = attribute.nested();
    if (attribute.writeOnly()) {
      return Value.nullOf(attribute.type());
    }
    if (!written.isNull()) {
      if (nested != null) {
        return structures(nested, written, base, given, path);
      }
      if (given != null) {
        ignored(path, "the configuration sets this attribute");
      }
      return written;
    }
    if (!attribute.computed()) {
      if (given != null) {
        ignored(path, "the attribute is one that only the configuration sets");
      }
      return written;
    }
    if (given != null) {
      Value converted = convert(complete(given, nested, path), attribute.type(), path);
      if (converted != null) {
        return converted;
      }
    }
    if (!base.isNull() && base.isKnown()) {
      return base;
    }
    return generating ? generated(attribute.type(), path) : Value.unknown(attribute.type());
  }

  private @Nullable Value convert(Value given, Type type, Path path) {
    try {
      return Conversion.convert(given, type);
    } catch (ConversionException mismatch) {
      diagnostics.add(
          ProviderDiagnostic.error(
              "Invalid value of a mock or override",
              "The value for \"%s\" does not fit the attribute: %s."
                  .formatted(name(path), mismatch.getMessage())));
      return null;
    }
  }

  /// A given structure with its missing attributes.
  private Value complete(Value given, @Nullable NestedAttributes nested, Path path) {
    if (nested == null || !(given instanceof ObjectValue object)) {
      return given;
    }
    if (!(nested.objectType() instanceof ObjectType type) || !nested.impliedType().equals(type)) {
      return given;
    }
    Map<String, Value> parts = new LinkedHashMap<>(object.attributes());
    nested
        .attributes()
        .forEach((name, attribute) ->
            parts.computeIfAbsent(
                name,
                _ ->
                    attribute.computed()
                        ? generated(attribute.type(), path.attribute(name))
                        : Value.nullOf(attribute.type())));
    return Value.object(parts);
  }

  private Value structures(
      NestedAttributes nested, Value written, Value base, @Nullable Value given, Path path) {
    Block block = Block.of(nested.attributes());
    return each(block, written, base, given, path);
  }

  private Value blocks(
      NestedBlock nested, Value written, Value base, @Nullable Value given, Path path) {
    return each(nested.block(), written, base, given, path);
  }

  /// One occurrence or all of a collection; elements of sets are left as they are, since they
  /// cannot be told apart.
  private Value each(Block block, Value written, Value base, @Nullable Value given, Path path) {
    Map<String, Value> values =
        given instanceof ObjectValue object ? object.attributes() : Map.of();
    if (given != null && !(given instanceof ObjectValue)) {
      diagnostics.add(
          ProviderDiagnostic.error(
              "Invalid value of a mock or override",
              "The value for the block \"%s\" must be an object, which is then used for each of its"
                      .formatted(name(path))
                  + " occurrences."));
    }
    return switch (written) {
      case ObjectValue single -> block(block, single, base, values, path);
      case ListValue list -> {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
          Value element = list.elements().get(i);
          elements.add(block(block, element, element(base, i, element), values, path.index(i)));
        }
        yield Value.list(list.type().element(), elements);
      }
      case TupleValue tuple -> {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
          Value element = tuple.elements().get(i);
          elements.add(block(block, element, element(base, i, element), values, path.index(i)));
        }
        yield Value.tuple(elements);
      }
      case MapValue map -> {
        Map<String, Value> elements = new LinkedHashMap<>();
        map.elements()
            .forEach((key, element) ->
                elements.put(
                    key,
                    block(
                        block,
                        element,
                        base instanceof MapValue known
                            ? known.elements().getOrDefault(key, element)
                            : element,
                        values,
                        path.index(Value.of(key)))));
        yield Value.map(map.type().element(), elements);
      }
      case SetValue set -> set;
      default -> written;
    };
  }

  private static Value element(Value base, int index, Value otherwise) {
    List<? extends Value> elements =
        switch (base) {
          case ListValue list -> list.elements();
          case TupleValue tuple -> tuple.elements();
          default -> List.of();
        };
    return index < elements.size() ? elements.get(index) : otherwise;
  }

  private Value generated(Type type, Path path) {
    return switch (type) {
      case ListType(Type element) -> Value.list(element, List.of());
      case SetType(Type element) -> Value.set(element, List.of());
      case MapType(Type element) -> Value.map(element, Map.of());
      case ObjectType object -> {
        Map<String, Value> parts = new LinkedHashMap<>();
        object
            .attributes()
            .forEach((name, each) -> parts.put(name, generated(each, path.attribute(name))));
        yield Value.object(parts);
      }
      case TupleType(List<Type> elements) -> {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          parts.add(generated(elements.get(i), path.index(i)));
        }
        yield Value.tuple(parts);
      }
      case DynamicType _ -> Value.nullOf(type);
      default ->
          type.equals(Type.STRING)
              ? Value.of(text(path))
              : type.equals(Type.NUMBER) ? Value.of(0) : Value.of(false);
    };
  }

  private String text(Path path) {
    SplittableRandom random = new SplittableRandom(seed ^ path.toString().hashCode());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
