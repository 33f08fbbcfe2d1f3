package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Functions on maps and objects.
final class MapFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("keys", "lookup", "merge", "transpose", "values", "zipmap");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "keys" -> keys();
      case "lookup" -> lookup();
      case "merge" -> merge();
      case "transpose" -> transpose();
      case "values" -> values();
      case "zipmap" -> zipmap();
      default -> null;
    };
  }

  /// The elements of a known map or object.
  private static Map<String, Value> entries(Value value) {
    return switch (value) {
      case MapValue map -> map.elements();
      case ObjectValue object -> object.attributes();
      default -> throw new IllegalArgumentException("no mapping: " + value.type().friendlyName());
    };
  }

  private static Function keys() {
    return Signature.of("keys")
        .takes(Parameter.of("inputMap", DYNAMIC).orUnknown().orMarked())
        .returns(
            arguments ->
                switch (arguments.getFirst().type()) {
                  case MapType map -> Type.list(STRING);
                  case ObjectType object ->
                      Type.tuple(object.attributes().values().stream().map(_ -> STRING).toList());
                  default -> throw FunctionFault.at(0, "must have map or object type");
                },
            call -> {
              Value map = call.argument(0);
              if (map.type() instanceof ObjectType object) {
                // The names are known even if the values are not.
                return Value.tuple(object.attributes().keySet().stream().map(Value::of).toList())
                    .mark(map.marks());
              }
              if (!map.isKnown()) {
                return call.unknown().mark(map.marks());
              }
              return Value.list(STRING, entries(map).keySet().stream().map(Value::of).toList())
                  .mark(map.marks());
            });
  }

  private static Function values() {
    return Signature.of("values")
        .takes(Parameter.of("mapping", DYNAMIC).orMarked())
        .returns(
            arguments ->
                switch (arguments.getFirst().type()) {
                  case MapType(Type element) -> Type.list(element);
                  case ObjectType object -> Type.tuple(List.copyOf(object.attributes().values()));
                  default ->
                      throw FunctionFault.of("values() requires a map as the first argument");
                },
            call -> {
              Value map = call.argument(0);
              List<Value> values = List.copyOf(entries(map).values());
              Value result =
                  call.returnType() instanceof ListType(Type element)
                      ? Value.list(element, values)
                      : Value.tuple(values);
              return result.mark(map.marks());
            });
  }

  private static Function lookup() {
    return Signature.of("lookup")
        .takes(Parameter.of("inputMap", DYNAMIC).orMarked())
        .takes(Parameter.of("key", STRING).orMarked())
        .takesMany(Parameter.of("default", DYNAMIC).orNull().orUnknown().orDynamic().orMarked())
        .mayReturnNull(
            MapFunctions::lookupType,
            call -> {
              Value map = call.argument(0);
              Set<Mark> marks = new LinkedHashSet<>(map.marks());
              marks.addAll(call.argument(1).marks());
              String key = call.text(1);
              Value found = entries(map).get(key);
              if (found != null) {
                return found.mark(marks);
              }
              if (call.count() == 3) {
                return Comparison.converted(call.argument(2), call.returnType()).mark(marks);
              }
              throw FunctionFault.of(
                  "lookup failed to find key %s".formatted(Redaction.of(call.argument(1))));
            });
  }

  private static Type lookupType(List<Value> arguments) throws FunctionFault {
    if (arguments.size() > 3) {
      throw FunctionFault.of(
          "lookup() takes two or three arguments, got %d".formatted(arguments.size()));
    }
    Value map = arguments.getFirst();
    return switch (map.type()) {
      case ObjectType object -> attributeType(object, arguments);
      case MapType(Type element) -> {
        if (arguments.size() == 3) {
          checkDefault(arguments.get(2), element);
        }
        yield element;
      }
      default -> throw FunctionFault.at(0, "lookup() requires a map as the first argument");
    };
  }

  private static Type attributeType(ObjectType object, List<Value> arguments) throws FunctionFault {
    if (!(arguments.get(1) instanceof StringValue key)) {
      return DYNAMIC;
    }
    Type attribute = object.attributes().get(key.value());
    if (attribute != null) {
      return attribute;
    }
    if (arguments.size() == 3) {
      return arguments.get(2).type();
    }
    throw FunctionFault.at(0, "the given object has no attribute %s".formatted(Redaction.of(key)));
  }

  private static void checkDefault(Value value, Type element) throws FunctionFault {
    try {
      Value _ = Conversion.convert(value, element);
    } catch (ConversionException e) {
      throw FunctionFault.at(2, "the default value must have the same type as the map elements");
    }
  }

  private static Function merge() {
    return Signature.of("merge")
        .takesMany(Parameter.of("maps", DYNAMIC).orNull().orDynamic().orMarked())
        .returns(
            MapFunctions::mergedType,
            call -> {
              Map<String, Value> merged = new LinkedHashMap<>();
              Set<Mark> marks = new LinkedHashSet<>();
              for (Value argument : call.arguments()) {
                marks.addAll(argument.marks());
                if (!argument.isNull()) {
                  merged.putAll(entries(argument));
                }
              }
              Value result =
                  call.returnType() instanceof MapType(Type element)
                      ? Value.map(element, merged)
                      : Value.object(merged);
              return result.mark(marks);
            });
  }

  private static Type mergedType(List<Value> arguments) throws FunctionFault {
    Map<String, Type> attributes = new TreeMap<>();
    boolean allSame = true;
    boolean attributesKnown = true;
    boolean dynamic = false;
    for (Value argument : arguments) {
      Type type = argument.type();
      if (type instanceof DynamicType) {
        dynamic = true;
        continue;
      }
      allSame &= type.equals(arguments.getFirst().type());
      switch (type) {
        case ObjectType object -> {
          if (!argument.isNull()) {
            attributes.putAll(object.attributes());
          }
        }
        case MapType(Type element) -> {
          if (argument instanceof MapValue map) {
            map.elements().keySet().forEach(key -> attributes.put(key, element));
          } else if (!argument.isNull()) {
            attributesKnown = false;
          }
        }
        default ->
            throw FunctionFault.of(
                "arguments must be maps or objects, got \"%s\"".formatted(type.friendlyName()));
      }
    }
    if (dynamic) {
      return DYNAMIC;
    }
    if (!arguments.isEmpty() && allSame) {
      return arguments.getFirst().type();
    }
    return attributesKnown ? Type.object(attributes) : DYNAMIC;
  }

  private static Function transpose() {
    return Signature.of("transpose")
        .takes("values", Type.map(Type.list(STRING)))
        .returns(
            Type.map(Type.list(STRING)),
            call -> {
              if (!call.argument(0).isWhollyKnown()) {
                return call.unknown();
              }
              Map<String, List<Value>> turned = new TreeMap<>();
              for (var entry : entries(call.argument(0)).entrySet()) {
                if (entry.getValue().isNull()) {
                  throw FunctionFault.of("input must not contain null list");
                }
                for (Value element : Call.elementsOf(entry.getValue())) {
                  if (!(element instanceof StringValue text)) {
                    throw FunctionFault.of("input list must not contain null string");
                  }
                  turned
                      .computeIfAbsent(text.value(), _ -> new ArrayList<>())
                      .add(Value.of(entry.getKey()));
                }
              }
              Map<String, Value> result = new TreeMap<>();
              turned.forEach((key, texts) -> result.put(key, Value.list(STRING, texts)));
              return Value.map(Type.list(STRING), result);
            });
  }

  private static Function zipmap() {
    return Signature.of("zipmap")
        .takes(Parameter.of("keys", Type.list(STRING)).orMarked())
        .takes(Parameter.of("values", DYNAMIC).orMarked())
        .returns(
            MapFunctions::zippedType,
            call -> {
              List<Value> keys = call.elements(0);
              List<Value> values = call.elements(1);
              Set<Mark> marks = new LinkedHashSet<>(call.argument(0).marks());
              marks.addAll(call.argument(1).marks());
              checkLengths(keys.size(), values.size());
              Map<String, Value> entries = new LinkedHashMap<>();
              for (int position = 0; position < keys.size(); position++) {
                Value key = keys.get(position);
                marks.addAll(key.marks());
                if (!key.isKnown()) {
                  return call.unknown().mark(marks);
                }
                if (!(key instanceof StringValue name)) {
                  throw FunctionFault.at(0, "keys must not be null");
                }
                entries.put(name.value(), values.get(position));
              }
              Value result =
                  call.argument(1).type() instanceof ListType(Type element)
                      ? Value.map(element, entries)
                      : Value.object(entries);
              return result.mark(marks);
            });
  }

  private static Type zippedType(List<Value> arguments) throws FunctionFault {
    Value keys = arguments.getFirst();
    return switch (arguments.get(1).type()) {
      case ListType(Type element) -> Type.map(element);
      case TupleType(List<Type> elements) ->
          keys.isWhollyKnown() ? zippedObject(Call.elementsOf(keys), elements) : DYNAMIC;
      default -> throw FunctionFault.at(1, "values argument must be a list or tuple value");
    };
  }

  private static Type zippedObject(List<Value> names, List<Type> elements) throws FunctionFault {
    checkLengths(names.size(), elements.size());
    Map<String, Type> attributes = new TreeMap<>();
    for (int position = 0; position < names.size(); position++) {
      if (!(names.get(position) instanceof StringValue name)) {
        throw FunctionFault.at(0, "keys must not be null");
      }
      attributes.put(name.value(), elements.get(position));
    }
    return Type.object(attributes);
  }

  private static void checkLengths(int keys, int values) throws FunctionFault {
    if (keys != values) {
      throw FunctionFault.of(
          "number of keys (%d) does not match number of values (%d)".formatted(keys, values));
    }
  }
}
