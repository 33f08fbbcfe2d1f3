package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Description;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables of cases about one object, in JSON files beside this package. A case names a schema:
///
///     {"id": "computed string", "size": "optional number",
///      "disk": {"block": "list", "name": "optional string"},
///      "net": {"nested": "single", "flags": "optional computed", "ip": "optional string"}}
///
/// and values that follow it. In values, `"?"` is unknown and `{"?sensitive": v}` is marked. What
/// is not given is null; blocks that are not given are absent. Types: `string`, `number`, `bool`,
/// `any`, `list(string)`, `set(string)`, `map(string)`.
final class ObjectCases {
  private ObjectCases() {}

  /// One case of a table.
  record Case(String name, Value json) {
    @Override
    public String toString() {
      return name;
    }

    private Value member(String member) {
      Value found = Structure.entries(json).get(member);
      return found == null ? Values.NULL : found;
    }

    Block schema() {
      return block(member("schema"));
    }

    boolean has(String member) {
      return Structure.entries(json).containsKey(member);
    }

    /// A value that follows the schema.
    Value object(String member) {
      return value(member(member), schema().impliedType());
    }

    List<String> texts(String member) {
      return Structure.elements(member(member)).stream().map(ObjectCases::text).toList();
    }

    /// Paths written `a.b[0]["k"]`.
    List<Path> paths(String member) {
      return texts(member).stream().map(ObjectCases::path).toList();
    }
  }

  static Stream<Case> table(String file) {
    try (InputStream in = ObjectCases.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no table " + file);
      }
      Value table = ValueJson.decodeImplied(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return Structure.entries(table).entrySet().stream()
          .map(entry -> new Case(entry.getKey(), entry.getValue()));
    } catch (CodecException fault) {
      throw new IllegalArgumentException(file + ": " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String text(Value value) {
    if (value instanceof StringValue string) {
      return string.value();
    }
    throw new IllegalArgumentException("a text is needed: " + value);
  }

  private static Block block(Value schema) {
    Map<String, Attribute> attributes = new TreeMap<>();
    Map<String, NestedBlock> blocks = new TreeMap<>();
    Structure.entries(schema)
        .forEach((name, part) -> {
          Map<String, Value> members = Structure.entries(part);
          if (members.containsKey("block")) {
            Nesting nesting = nesting(members.get("block"));
            blocks.put(name, new NestedBlock(nesting, block(without(members, "block")), 0, 0));
          } else {
            attributes.put(name, attribute(part));
          }
        });
    return new Block(attributes, blocks);
  }

  private static Nesting nesting(Value name) {
    return Nesting.valueOf(text(name).toUpperCase(Locale.ROOT));
  }

  private static Value without(Map<String, Value> members, String... names) {
    Map<String, Value> rest = new TreeMap<>(members);
    Arrays.asList(names).forEach(rest::remove);
    return Value.object(rest);
  }

  private static Attribute attribute(Value part) {
    if (part instanceof StringValue words) {
      List<String> list = Arrays.asList(words.value().split(" ", -1));
      return flagged(type(list.getLast()), null, list);
    }
    Map<String, Value> members = Structure.entries(part);
    Map<String, Attribute> attributes = new TreeMap<>();
    Structure.entries(without(members, "nested", "flags"))
        .forEach((name, inner) -> attributes.put(name, attribute(inner)));
    NestedAttributes nested =
        new NestedAttributes(nesting(Objects.requireNonNull(members.get("nested"))), attributes);
    List<String> flags =
        members.containsKey("flags")
            ? Arrays.asList(text(members.get("flags")).split(" ", -1))
            : List.of("optional");
    return flagged(nested.impliedType(), nested, flags);
  }

  private static Attribute flagged(
      Type type, @Nullable NestedAttributes nested, List<String> flags) {
    return new Attribute(
        type,
        nested,
        Description.NONE,
        flags.contains("required"),
        flags.contains("optional"),
        flags.contains("computed"),
        flags.contains("sensitive"),
        flags.contains("writeonly"),
        "");
  }

  private static Type type(String text) {
    int open = text.indexOf('(');
    if (open >= 0) {
      Type element = type(text.substring(open + 1, text.length() - 1));
      return switch (text.substring(0, open)) {
        case "list" -> Type.list(element);
        case "set" -> Type.set(element);
        case "map" -> Type.map(element);
        default -> throw new IllegalArgumentException(text);
      };
    }
    return switch (text) {
      case "string" -> Type.STRING;
      case "number" -> Type.NUMBER;
      case "bool" -> Type.BOOLEAN;
      case "any" -> Type.DYNAMIC;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Value value(Value json, Type type) {
    if (json instanceof StringValue text && text.value().equals("?")) {
      return Value.unknown(type);
    }
    Value marked = Structure.entries(json).get("?sensitive");
    if (marked != null) {
      return value(marked, type).mark(Mark.SENSITIVE);
    }
    if (json.isNull()) {
      return Value.nullOf(type);
    }
    return switch (type) {
      case ListType list -> Value.list(list.element(), values(json, list.element()));
      case SetType set -> Value.set(set.element(), values(json, set.element()));
      case MapType map -> {
        Map<String, Value> entries = new TreeMap<>();
        Structure.entries(json)
            .forEach((key, element) -> entries.put(key, value(element, map.element())));
        yield Value.map(map.element(), entries);
      }
      case ObjectType object -> object(json, object);
      default -> scalar(json);
    };
  }

  private static Value object(Value json, ObjectType type) {
    Map<String, Value> attributes = new TreeMap<>();
    Map<String, Value> given = Structure.entries(json);
    for (String name : given.keySet()) {
      if (!type.attributes().containsKey(name)) {
        throw new IllegalArgumentException("the schema has no " + name);
      }
    }
    type.attributes()
        .forEach((name, attribute) ->
            attributes.put(
                name,
                given.containsKey(name)
                    ? value(given.get(name), attribute)
                    : Value.nullOf(attribute)));
    return Value.object(attributes);
  }

  private static List<Value> values(Value json, Type element) {
    return Structure.elements(json).stream().map(each -> value(each, element)).toList();
  }

  /// A value of dynamic type: as JSON implies, with the signs for unknown in it.
  private static Value scalar(Value json) {
    return switch (json) {
      case TupleValue tuple ->
          Value.tuple(tuple.elements().stream().map(each -> value(each, Type.DYNAMIC)).toList());
      case ObjectValue object -> {
        Map<String, Value> attributes = new TreeMap<>();
        object
            .attributes()
            .forEach((name, each) -> attributes.put(name, value(each, Type.DYNAMIC)));
        yield Value.object(attributes);
      }
      case ListValue list -> list;
      case MapValue map -> map;
      default -> json;
    };
  }

  static Path path(String text) {
    Path path = Path.ROOT;
    for (String part : text.replace("[", ".[").split("\\.", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      if (part.startsWith("[\"")) {
        path = path.key(part.substring(2, part.length() - 2));
      } else if (part.startsWith("[")) {
        path = path.index(Long.parseLong(part.substring(1, part.length() - 1)));
      } else {
        path = path.attribute(part);
      }
    }
    return path;
  }

  /// The other way round of [#path].
  static String text(Path path) {
    StringBuilder text = new StringBuilder();
    for (Path.Step step : path.steps()) {
      switch (step) {
        case Path.Attribute(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Path.Index(StringValue key) -> text.append("[\"").append(key.value()).append("\"]");
        case Path.Index(NumberValue key) -> text.append("[").append(key.value()).append("]");
        case Path.Index(Value key) -> text.append("[?]");
      }
    }
    return text.toString();
  }

  static List<String> texts(List<ObjectFault> faults) {
    List<String> texts = new ArrayList<>();
    faults.forEach(fault -> texts.add(text(fault.path()) + ": " + fault.message()));
    return texts;
  }
}
