package dev.holdfast.conformance.provider;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Description;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The resource types of `tfcoremock`: a simple one, a complex one, and those that a file
/// describes.
final class CoreMockTypes {
  private static final String PREFIX = "tfcoremock_";
  private static final int DEEPEST = 3;

  private final ProviderSchema schema;

  /// For each type the attributes whose change makes a new object, as paths without keys.
  private final Map<String, Set<List<String>>> replacing;

  private CoreMockTypes(ProviderSchema schema, Map<String, Set<List<String>>> replacing) {
    this.schema = schema;
    this.replacing = replacing;
  }

  ProviderSchema schema() {
    return schema;
  }

  /// The types that the provider offers in a folder.
  static CoreMockTypes in(java.nio.file.Path folder) {
    Map<String, ResourceSchema> types = new TreeMap<>();
    Map<String, Set<List<String>>> replacing = new TreeMap<>();
    types.put(PREFIX + "simple_resource", ResourceSchema.of(Block.of(withId(simple()))));
    types.put(
        PREFIX + "complex_resource",
        ResourceSchema.of(new Block(withId(complex(DEEPEST)), complexBlocks(DEEPEST))));
    types.keySet().forEach(name -> replacing.put(name, Set.of(List.of("id"))));
    described(folder)
        .forEach((name, description) -> {
          Set<List<String>> paths = new HashSet<>();
          types.put(name, ResourceSchema.of(block(description, List.of(), paths, true)));
          replacing.put(name, paths);
        });
    return new CoreMockTypes(
        new ProviderSchema(
            Block.EMPTY, types, types, Map.of(), Map.of(), ProviderSchema.Capabilities.NONE),
        replacing);
  }

  private static Map<String, Value> described(java.nio.file.Path folder) {
    java.nio.file.Path file = folder.resolve("dynamic_resources.json");
    try {
      return Files.exists(file)
          ? DoubleProvider.attributes(ValueJson.decodeImplied(Files.readAllBytes(file)))
          : Map.of();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (CodecException fault) {
      throw new IllegalArgumentException(file.toString(), fault);
    }
  }

  private static Map<String, Attribute> simple() {
    Map<String, Attribute> attributes = new TreeMap<>();
    attributes.put("bool", Attribute.optional(Type.BOOLEAN, ""));
    attributes.put("float", Attribute.optional(Type.NUMBER, ""));
    attributes.put("integer", Attribute.optional(Type.NUMBER, ""));
    attributes.put("number", Attribute.optional(Type.NUMBER, ""));
    attributes.put("string", Attribute.optional(Type.STRING, ""));
    return attributes;
  }

  private static Map<String, Attribute> withId(Map<String, Attribute> attributes) {
    attributes.put("id", Attribute.optionalComputed(Type.STRING, ""));
    return attributes;
  }

  private static Map<String, Attribute> complex(int deeper) {
    Map<String, Attribute> attributes = simple();
    if (deeper > 0) {
      Map<String, Attribute> inner = complex(deeper - 1);
      attributes.put("list", structure(Nesting.LIST, inner));
      attributes.put("map", structure(Nesting.MAP, inner));
      attributes.put("object", structure(Nesting.SINGLE, inner));
      attributes.put("set", structure(Nesting.SET, inner));
    }
    return attributes;
  }

  private static Attribute structure(Nesting nesting, Map<String, Attribute> attributes) {
    return Attribute.nested(new NestedAttributes(nesting, attributes), false, true, false);
  }

  private static Map<String, NestedBlock> complexBlocks(int deeper) {
    if (deeper == 0) {
      return Map.of();
    }
    Block inner = new Block(complex(deeper), complexBlocks(deeper - 1));
    return Map.of(
        "list_block", new NestedBlock(Nesting.LIST, inner, 0, 0),
        "set_block", new NestedBlock(Nesting.SET, inner, 0, 0));
  }

  private static Block block(
      Value description, List<String> path, Set<List<String>> replacing, boolean outermost) {
    Map<String, Attribute> attributes = new TreeMap<>();
    if (outermost) {
      withId(attributes);
      replacing.add(List.of("id"));
    }
    member(description, "attributes")
        .forEach((name, each) -> {
          List<String> inner = then(path, name);
          attributes.put(name, attribute(each, inner, replacing));
        });
    Map<String, NestedBlock> blocks = new TreeMap<>();
    member(description, "blocks")
        .forEach((name, each) ->
            blocks.put(
                name,
                new NestedBlock(
                    Nesting.valueOf(text(each, "mode").toUpperCase(Locale.ROOT)),
                    block(each, then(path, name), replacing, false),
                    0,
                    0)));
    return new Block(attributes, blocks);
  }

  private static Attribute attribute(Value each, List<String> path, Set<List<String>> replacing) {
    if (isSet(each, "replace")) {
      replacing.add(path);
    }
    String kind = text(each, "type");
    Map<String, Value> object = member(kind.equals("object") ? each : part(each, kind), "object");
    boolean required = isSet(each, "required");
    boolean optional = isSet(each, "optional");
    boolean computed = isSet(each, "computed");
    if (object.isEmpty()) {
      return new Attribute(
          type(each),
          null,
          Description.NONE,
          required,
          optional,
          computed,
          isSet(each, "sensitive"),
          false,
          "");
    }
    Map<String, Attribute> attributes = new TreeMap<>();
    object.forEach(
        (name, inner) -> attributes.put(name, attribute(inner, then(path, name), replacing)));
    Nesting nesting =
        kind.equals("object") ? Nesting.SINGLE : Nesting.valueOf(kind.toUpperCase(Locale.ROOT));
    return Attribute.nested(
        new NestedAttributes(nesting, attributes), required, optional, computed);
  }

  private static Type type(Value each) {
    return switch (text(each, "type")) {
      case "string" -> Type.STRING;
      case "boolean" -> Type.BOOLEAN;
      case "number", "integer", "float" -> Type.NUMBER;
      case "list" -> Type.list(type(part(each, "list")));
      case "set" -> Type.set(type(part(each, "set")));
      case "map" -> Type.map(type(part(each, "map")));
      default -> throw new IllegalArgumentException(each.toString());
    };
  }

  private static List<String> then(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static Value part(Value object, String name) {
    return DoubleProvider.attributes(object).getOrDefault(name, Values.EMPTY_OBJECT);
  }

  private static Map<String, Value> member(Value object, String name) {
    return DoubleProvider.attributes(part(object, name));
  }

  private static String text(Value object, String name) {
    return part(object, name) instanceof StringValue text ? text.value() : "";
  }

  private static boolean isSet(Value object, String name) {
    return Values.TRUE.equals(part(object, name));
  }

  /// The ways to what changes and cannot be changed in place.
  List<Path> replacements(String type, Value prior, Value planned) {
    List<Path> found = new ArrayList<>();
    collect(replacing.getOrDefault(type, Set.of()), prior, planned, Path.ROOT, List.of(), found);
    return found;
  }

  private static void collect(
      Set<List<String>> replacing,
      Value before,
      Value after,
      Path path,
      List<String> names,
      List<Path> found) {
    if (before.equals(after)) {
      return;
    }
    if (replacing.contains(names)) {
      found.add(path);
    }
    if (before instanceof ObjectValue old && after instanceof ObjectValue now) {
      now.attributes()
          .forEach((name, value) ->
              collect(
                  replacing,
                  old.attributes().getOrDefault(name, Values.NULL),
                  value,
                  path.attribute(name),
                  then(names, name),
                  found));
    } else if (before instanceof MapValue old && after instanceof MapValue now) {
      now.elements()
          .forEach((key, value) -> {
            Value was = old.elements().get(key);
            if (was != null) {
              collect(replacing, was, value, path.key(key), names, found);
            }
          });
    } else if (before instanceof ListValue old && after instanceof ListValue now) {
      int common = Math.min(old.elements().size(), now.elements().size());
      for (int index = 0; index < common; index++) {
        collect(
            replacing,
            old.elements().get(index),
            now.elements().get(index),
            path.index(index),
            names,
            found);
      }
    }
  }
}
