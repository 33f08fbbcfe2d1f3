package dev.holdfast.conformance.provider;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.EmptyBlocks;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Objects as files: `{"values":{"string":{"string":"a"},"number":{"number":"1"}}}`, where each
/// value is named by its kind and null ones are left out.
final class CoreMockFiles {
  private final Path folder;

  CoreMockFiles(Path folder) {
    this.folder = folder;
  }

  /// The object with that id, or null of the language where there is none.
  Value read(String id, Block block) {
    Path file = file(id);
    try {
      return Files.exists(file)
          ? object(members(ValueJson.decodeImplied(Files.readAllBytes(file)), "values"), block)
          : Value.nullOf(block.impliedType());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (CodecException fault) {
      throw new IllegalArgumentException(file.toString(), fault);
    }
  }

  void write(String id, Value object) {
    Value document =
        Value.object(Map.of("values", Value.object(parts(DoubleProvider.attributes(object)))));
    try {
      Files.createDirectories(folder);
      Files.writeString(file(id), ValueJson.encodeIndented(document));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (CodecException fault) {
      throw new IllegalArgumentException(id, fault);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }

  private static Map<String, Value> members(Value object, String name) {
    return DoubleProvider.attributes(
        DoubleProvider.attributes(object).getOrDefault(name, Value.object(Map.of())));
  }

  private static Value object(Map<String, Value> members, Block block) throws CodecException {
    Map<String, Value> attributes = new TreeMap<>();
    for (var each : block.attributes().entrySet()) {
      attributes.put(each.getKey(), value(members.get(each.getKey()), each.getValue().type()));
    }
    for (var each : block.blocks().entrySet()) {
      attributes.put(each.getKey(), blocks(members.get(each.getKey()), each.getValue()));
    }
    return Value.object(attributes);
  }

  private static Value blocks(@Nullable Value member, NestedBlock nested) throws CodecException {
    if (member == null) {
      return EmptyBlocks.of(nested);
    }
    List<Value> blocks = new ArrayList<>();
    for (Value each : elements(only(member))) {
      blocks.add(object(members(each, "object"), nested.block()));
    }
    Type one = nested.block().impliedType();
    return nested.impliedType() instanceof SetType
        ? Value.set(one, blocks)
        : Value.list(one, blocks);
  }

  private static Value value(@Nullable Value member, Type type) throws CodecException {
    if (member == null) {
      return Value.nullOf(type);
    }
    Value content = only(member);
    return switch (type) {
      case ListType list -> Value.list(list.element(), values(content, list.element()));
      case SetType set -> Value.set(set.element(), values(content, set.element()));
      case MapType map -> {
        Map<String, Value> entries = new TreeMap<>();
        for (var entry : DoubleProvider.attributes(content).entrySet()) {
          entries.put(entry.getKey(), value(entry.getValue(), map.element()));
        }
        yield Value.map(map.element(), entries);
      }
      case ObjectType object -> {
        Map<String, Value> attributes = new TreeMap<>();
        for (var entry : object.attributes().entrySet()) {
          attributes.put(
              entry.getKey(),
              value(DoubleProvider.attributes(content).get(entry.getKey()), entry.getValue()));
        }
        yield Value.object(attributes);
      }
      // Numbers are texts here.
      default -> ValueJson.decode(ValueJson.encode(content), type);
    };
  }

  private static List<Value> values(Value content, Type element) throws CodecException {
    List<Value> values = new ArrayList<>();
    for (Value each : elements(content)) {
      values.add(value(each, element));
    }
    return values;
  }

  private static List<Value> elements(Value value) {
    return value instanceof TupleValue tuple ? tuple.elements() : List.of();
  }

  /// What stands behind the name of a kind.
  private static Value only(Value member) {
    return DoubleProvider.attributes(member).values().iterator().next();
  }

  private static Map<String, Value> parts(Map<String, Value> values) {
    Map<String, Value> parts = new TreeMap<>();
    values.forEach((name, value) -> {
      if (!value.isNull()) {
        parts.put(name, part(value));
      }
    });
    return parts;
  }

  private static Value part(Value value) {
    return switch (value) {
      case StringValue text -> named("string", text);
      case BooleanValue truth -> named("boolean", truth);
      case NumberValue number -> named("number", Value.of(number.value().toString()));
      case ListValue list -> named("list", sequence(list.elements()));
      case SetValue set -> named("set", sequence(set.elements()));
      case MapValue map -> named("map", Value.object(parts(map.elements())));
      case ObjectValue object -> named("object", Value.object(parts(object.attributes())));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static Value sequence(List<Value> elements) {
    return Value.tuple(elements.stream().map(CoreMockFiles::part).toList());
  }

  private static Value named(String kind, Value content) {
    return Value.object(Map.of(kind, content));
  }
}
