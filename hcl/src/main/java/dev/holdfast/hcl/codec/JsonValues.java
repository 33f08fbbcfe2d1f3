package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeConstraints;
import dev.holdfast.hcl.value.OperationException;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.PrimitiveConversion;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads values from JSON tokens.
final class JsonValues {
  private JsonValues() {}

  /// Reads the value at the current token with the type that it implies.
  static Value readImplied(JsonReader json) throws CodecException {
    return switch (json.token()) {
      case START_ARRAY -> Value.tuple(readElements(json, null));
      case START_OBJECT -> {
        Map<String, Value> attributes = new LinkedHashMap<>();
        while (json.hasNext()) {
          String name = json.text();
          json.next();
          try {
            attributes.put(normalized(name), readImplied(json));
          } catch (CodecException fault) {
            throw fault.within(new Path.Attribute(name));
          }
        }
        yield Value.object(attributes);
      }
      case VALUE_NULL -> Values.NULL;
      default -> readScalar(json);
    };
  }

  /// Reads the value at the current token as a type.
  static Value read(JsonReader json, Type type) throws CodecException {
    if (json.token() == JsonToken.VALUE_NULL) {
      return Value.nullOf(TypeConstraints.withoutOptional(type));
    }
    return switch (type) {
      case DynamicType _ -> readDynamic(json);
      case PrimitiveType primitive -> readPrimitive(json, primitive);
      case ListType(Type element) -> {
        require(json, JsonToken.START_ARRAY, "an array is required");
        yield Value.list(plain(element), readElements(json, element));
      }
      case SetType(Type element) -> {
        require(json, JsonToken.START_ARRAY, "an array is required");
        yield Value.set(plain(element), readElements(json, element));
      }
      case MapType(Type element) -> {
        require(json, JsonToken.START_OBJECT, "an object is required");
        Map<String, Value> elements = new LinkedHashMap<>();
        while (json.hasNext()) {
          String key = json.text();
          json.next();
          try {
            elements.put(normalized(key), read(json, element));
          } catch (CodecException fault) {
            throw fault.within(new Path.Index(Value.of(key)));
          }
        }
        yield Value.map(plain(element), elements);
      }
      case TupleType(List<Type> types) -> readTuple(json, types);
      case ObjectType object -> readObject(json, object);
    };
  }

  private static Type plain(Type element) {
    return TypeConstraints.withoutOptional(element);
  }

  private static List<Value> readElements(JsonReader json, @Nullable Type element)
      throws CodecException {
    List<Value> elements = new ArrayList<>();
    while (json.hasNext()) {
      try {
        elements.add(element == null ? readImplied(json) : read(json, element));
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(elements.size())));
      }
    }
    return elements;
  }

  private static Value readTuple(JsonReader json, List<Type> types) throws CodecException {
    require(json, JsonToken.START_ARRAY, "an array is required");
    List<Value> elements = new ArrayList<>();
    while (json.hasNext()) {
      int index = elements.size();
      if (index == types.size()) {
        throw new CodecException("too many tuple elements (need " + types.size() + ")");
      }
      try {
        elements.add(read(json, types.get(index)));
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    if (elements.size() < types.size()) {
      throw new CodecException("not enough tuple elements (need " + types.size() + ")");
    }
    return Value.tuple(elements);
  }

  private static Value readObject(JsonReader json, ObjectType type) throws CodecException {
    require(json, JsonToken.START_OBJECT, "an object is required");
    Map<String, Value> attributes = new LinkedHashMap<>();
    while (json.hasNext()) {
      String name = json.text();
      Type attribute = type.attributes().get(name);
      if (attribute == null) {
        throw new CodecException("unsupported attribute \"" + name + "\"");
      }
      json.next();
      try {
        attributes.put(name, read(json, attribute));
      } catch (CodecException fault) {
        throw fault.within(new Path.Attribute(name));
      }
    }
    // What is not there is null: states written by an earlier schema lack attributes.
    for (Map.Entry<String, Type> attribute : type.attributes().entrySet()) {
      if (!attributes.containsKey(attribute.getKey())) {
        attributes.put(attribute.getKey(), Value.nullOf(plain(attribute.getValue())));
      }
    }
    return Value.object(attributes);
  }

  /// The type may come after the value, so the value is read when both are there.
  private static Value readDynamic(JsonReader json) throws CodecException {
    require(json, JsonToken.START_OBJECT, "an object with a value and its type is required");
    Type type = null;
    JsonReader value = null;
    while (json.hasNext()) {
      String name = json.text();
      json.next();
      switch (name) {
        case "type" -> type = TypeJson.read(json);
        case "value" -> value = json.detach();
        default -> throw new CodecException("invalid key \"" + name + "\" beside value and type");
      }
    }
    if (type == null || value == null) {
      throw new CodecException("the object needs the keys value and type");
    }
    try (JsonReader detached = value) {
      return read(detached, type);
    }
  }

  private static Value readPrimitive(JsonReader json, PrimitiveType type) throws CodecException {
    try {
      return PrimitiveConversion.convert(readScalar(json), type);
    } catch (OperationException unsuitable) {
      throw new CodecException(unsuitable.detail());
    }
  }

  private static Value readScalar(JsonReader json) throws CodecException {
    return switch (json.token()) {
      case VALUE_TRUE -> Values.TRUE;
      case VALUE_FALSE -> Values.FALSE;
      case VALUE_STRING -> Value.of(json.text());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        Number512 number =
            Number512.parse(json.text())
                .orElseThrow(() -> new CodecException("a number is required"));
        if (number.isInfinite()) {
          throw new CodecException("the number is too large");
        }
        yield Value.of(number);
      }
      default -> throw new CodecException("a string, number or bool is required");
    };
  }

  /// Keys are strings of the language.
  private static String normalized(String key) {
    return Values.normalized(key);
  }

  private static void require(JsonReader json, JsonToken token, String otherwise)
      throws CodecException {
    if (json.token() != token) {
      throw new CodecException(otherwise);
    }
  }
}
