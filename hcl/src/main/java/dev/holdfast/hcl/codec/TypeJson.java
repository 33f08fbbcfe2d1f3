package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonToken;

/// Types as JSON: `"string"`, `["list","string"]`, `["object",{"a":"string"},["a"]]`, where the
/// third element names the optional attributes.
public final class TypeJson {
  private TypeJson() {}

  public static String encode(Type type) {
    StringBuilder text = new StringBuilder();
    write(type, new JsonWriter(text, false));
    return text.toString();
  }

  static void write(Type type, JsonWriter json) {
    switch (type) {
      case PrimitiveType primitive -> json.string(primitive.keyword());
      case DynamicType _ -> json.string("dynamic");
      case ListType(Type element) -> writeCollection("list", element, json);
      case SetType(Type element) -> writeCollection("set", element, json);
      case MapType(Type element) -> writeCollection("map", element, json);
      case TupleType(List<Type> elements) -> {
        open("tuple", json);
        json.open('[');
        for (Type element : elements) {
          json.element();
          write(element, json);
        }
        json.close(']');
        json.close(']');
      }
      case ObjectType object -> writeObject(object, json);
    }
  }

  private static void open(String kind, JsonWriter json) {
    json.open('[');
    json.element();
    json.string(kind);
    json.element();
  }

  private static void writeCollection(String kind, Type element, JsonWriter json) {
    open(kind, json);
    write(element, json);
    json.close(']');
  }

  private static void writeObject(ObjectType object, JsonWriter json) {
    open("object", json);
    json.open('{');
    object
        .attributes()
        .forEach((name, type) -> {
          json.name(name);
          write(type, json);
        });
    json.close('}');
    if (!object.optional().isEmpty()) {
      json.element();
      json.open('[');
      for (String name : object.optional()) {
        json.element();
        json.string(name);
      }
      json.close(']');
    }
    json.close(']');
  }

  public static Type decode(String json) throws CodecException {
    return decode(json.getBytes(StandardCharsets.UTF_8));
  }

  public static Type decode(byte[] json) throws CodecException {
    try (JsonReader reader = JsonReader.of(json)) {
      reader.next();
      Type type = read(reader);
      reader.requireEnd();
      return type;
    }
  }

  /// Reads the type at the current token.
  static Type read(JsonReader json) throws CodecException {
    if (json.token() == JsonToken.VALUE_STRING) {
      return switch (json.text()) {
        case "string" -> Type.STRING;
        case "number" -> Type.NUMBER;
        case "bool" -> Type.BOOLEAN;
        case "dynamic" -> Type.DYNAMIC;
        default -> throw new CodecException("invalid primitive type name \"" + json.text() + "\"");
      };
    }
    require(json, JsonToken.START_ARRAY);
    json.next();
    require(json, JsonToken.VALUE_STRING);
    String kind = json.text();
    json.next();
    return switch (kind) {
      case "list" -> closed(Type.list(read(json)), json);
      case "set" -> closed(Type.set(read(json)), json);
      case "map" -> closed(Type.map(read(json)), json);
      case "tuple" -> closed(Type.tuple(readTuple(json)), json);
      case "object" -> {
        Map<String, Type> attributes = readAttributes(json);
        yield json.next() == JsonToken.END_ARRAY
            ? Type.object(attributes)
            : closed(optionalObject(attributes, readNames(json)), json);
      }
      default -> throw new CodecException("invalid complex type name \"" + kind + "\"");
    };
  }

  private static Type closed(Type type, JsonReader json) throws CodecException {
    json.next();
    require(json, JsonToken.END_ARRAY);
    return type;
  }

  private static Type optionalObject(Map<String, Type> attributes, Set<String> optional)
      throws CodecException {
    if (!attributes.keySet().containsAll(optional)) {
      throw new CodecException("an optional attribute is not an attribute");
    }
    return new ObjectType(attributes, optional);
  }

  private static List<Type> readTuple(JsonReader json) throws CodecException {
    require(json, JsonToken.START_ARRAY);
    List<Type> elements = new ArrayList<>();
    while (json.hasNext()) {
      elements.add(read(json));
    }
    return elements;
  }

  private static Map<String, Type> readAttributes(JsonReader json) throws CodecException {
    require(json, JsonToken.START_OBJECT);
    Map<String, Type> attributes = new LinkedHashMap<>();
    while (json.hasNext()) {
      String name = json.text();
      json.next();
      attributes.put(name, read(json));
    }
    return attributes;
  }

  private static Set<String> readNames(JsonReader json) throws CodecException {
    require(json, JsonToken.START_ARRAY);
    Set<String> names = new LinkedHashSet<>();
    while (json.hasNext()) {
      require(json, JsonToken.VALUE_STRING);
      names.add(json.text());
    }
    return names;
  }

  private static void require(JsonReader json, JsonToken token) throws CodecException {
    if (json.token() != token) {
      throw new CodecException("this is not the JSON form of a type");
    }
  }
}
