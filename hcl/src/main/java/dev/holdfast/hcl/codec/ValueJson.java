package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Values as JSON by type (cty JSON).
///
/// A value to encode must be wholly known and without marks. Characters are escaped as Go does, as
/// `jsonencode` must; numbers are written with all their digits and read with all of them. Text to
/// decode may be of any origin.
public final class ValueJson {
  private ValueJson() {}

  /// The value as compact JSON; where the type is dynamic, as `{"value":…,"type":…}`.
  public static String encode(Value value, Type type) throws CodecException {
    StringBuilder text = new StringBuilder();
    write(value, type, new JsonWriter(text, false));
    return text.toString();
  }

  /// The value as compact JSON by its own type: never a wrapper.
  public static String encode(Value value) throws CodecException {
    StringBuilder text = new StringBuilder();
    writePlain(value, new JsonWriter(text, false));
    return text.toString();
  }

  /// As [#encode(Value)], indented by two spaces.
  public static String encodeIndented(Value value) throws CodecException {
    StringBuilder text = new StringBuilder();
    writePlain(value, new JsonWriter(text, true));
    return text.toString();
  }

  /// Reads a value of a type. Strings, numbers and bools are taken for one another where the text
  /// of one is a form of the other.
  public static Value decode(String json, Type type) throws CodecException {
    return decode(json.getBytes(StandardCharsets.UTF_8), type);
  }

  public static Value decode(byte[] json, Type type) throws CodecException {
    try (JsonReader reader = JsonReader.of(json)) {
      reader.next();
      Value value = JsonValues.read(reader, type);
      reader.requireEnd();
      return value;
    }
  }

  /// The value with the type that the text implies: objects and tuples.
  public static Value decodeImplied(String json) throws CodecException {
    return decodeImplied(json.getBytes(StandardCharsets.UTF_8));
  }

  public static Value decodeImplied(byte[] json) throws CodecException {
    try (JsonReader reader = JsonReader.of(json)) {
      reader.next();
      Value value = JsonValues.readImplied(reader);
      reader.requireEnd();
      return value;
    }
  }

  private static void writePlain(Value value, JsonWriter json) throws CodecException {
    requirePlain(value);
    switch (value) {
      case NullValue _ -> json.literal("null");
      case UnknownValue _ -> throw new CodecException("value is not known");
      case BooleanValue bool -> json.literal(bool.value() ? "true" : "false");
      case NumberValue number -> json.number(number.value());
      case StringValue string -> json.string(string.value());
      case ListValue list -> writeSequence(list.elements(), json);
      case SetValue set -> writeSequence(set.elements(), json);
      case TupleValue tuple -> writeSequence(tuple.elements(), json);
      case MapValue map -> writeMembers(map.elements(), false, json);
      case ObjectValue object -> writeMembers(object.attributes(), true, json);
    }
  }

  private static void writeSequence(List<Value> elements, JsonWriter json) throws CodecException {
    json.open('[');
    for (int index = 0; index < elements.size(); index++) {
      json.element();
      try {
        writePlain(elements.get(index), json);
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    json.close(']');
  }

  private static void writeMembers(CodePointMap<Value> members, boolean attributes, JsonWriter json)
      throws CodecException {
    json.open('{');
    for (int index = 0; index < members.size(); index++) {
      String name = members.keyAt(index);
      json.name(name);
      try {
        writePlain(members.valueAt(index), json);
      } catch (CodecException fault) {
        throw fault.within(attributes ? new Path.Attribute(name) : new Path.Index(Value.of(name)));
      }
    }
    json.close('}');
  }

  private static void write(Value value, Type type, JsonWriter json) throws CodecException {
    if (!type.containsDynamic()) {
      writePlain(value, json);
      return;
    }
    requirePlain(value);
    if (type instanceof DynamicType && !(value.type() instanceof DynamicType)) {
      json.open('{');
      json.name("value");
      write(value, value.type(), json);
      json.name("type");
      TypeJson.write(value.type(), json);
      json.close('}');
      return;
    }
    Parts parts = Parts.of(value, type);
    if (parts == null) {
      writePlain(value, json);
      return;
    }
    json.open(parts.isNamed() ? '{' : '[');
    for (int index = 0; index < parts.size(); index++) {
      if (parts.isNamed()) {
        json.name(parts.name(index));
      } else {
        json.element();
      }
      try {
        write(parts.value(index), parts.type(index), json);
      } catch (CodecException fault) {
        throw fault.within(parts.step(index));
      }
    }
    json.close(parts.isNamed() ? '}' : ']');
  }

  private static void requirePlain(Value value) throws CodecException {
    if (!value.marks().isEmpty()) {
      throw new CodecException("value has marks, so it cannot be serialized");
    }
  }
}
