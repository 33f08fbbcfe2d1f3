package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeConstraints;
import dev.holdfast.hcl.type.TypeConversion;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.OperationException;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.PrimitiveConversion;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Converts values to types.
///
/// For example, `["a", 1]` as a list of string is `["a", "1"]`; as a list of any single type it is
/// the same, since that is the common type; as a list of number it is a fault at element 0.
///
/// Time is linear in the value, except where the wanted type leaves the type of elements open: then
/// all of them are looked at once more for each level that does.
public final class Conversion {
  private Conversion() {}

  /// The value as the type, by safe and unsafe conversions; [DynamicType] in the type stands for
  /// whatever the value has there. Unknowns, nulls and marks are kept, and unknowns keep what is
  /// known about them. Absent optional attributes become null; attributes that the type does not
  /// name are dropped.
  public static Value convert(Value value, Type wanted) throws ConversionException {
    if (value.type().equals(wanted)) {
      return value;
    }
    if (!TypeConversion.isPossible(value.type(), wanted)) {
      throw new ConversionException(Path.ROOT, TypeConversion.mismatch(value.type(), wanted));
    }
    return apply(value, wanted);
  }

  /// Whether [#convert] would succeed.
  public static boolean isConvertible(Value value, Type wanted) {
    try {
      convert(value, wanted);
      return true;
    } catch (ConversionException fault) {
      return false;
    }
  }

  /// Converts a value whose type is known to be convertible.
  private static Value apply(Value value, Type wanted) throws ConversionException {
    if (wanted instanceof DynamicType || value.type().equals(wanted)) {
      return value;
    }
    if (value.isNull() || !value.isKnown()) {
      Type plain = TypeConstraints.withoutOptional(wanted);
      Type filled = TypeConstraints.filled(plain, value.type());
      return (value instanceof UnknownValue unknown
              ? UnknownConversion.convert(unknown, filled)
              : Value.nullOf(filled))
          .mark(value.marks());
    }
    Value converted =
        switch (wanted) {
          case DynamicType _ -> value;
          case PrimitiveType primitive -> primitive(value, primitive);
          case ListType(Type element) -> list(value, element);
          case SetType(Type element) -> set(value, element);
          case MapType(Type element) -> map(value, element);
          case TupleType(List<Type> types) -> tuple(value, types);
          case ObjectType object ->
              value instanceof MapValue map ? object(map, object) : object(value, object);
        };
    return converted.mark(value.marks());
  }

  private static Value primitive(Value value, PrimitiveType wanted) throws ConversionException {
    try {
      return PrimitiveConversion.convert(value.unmark(), wanted);
    } catch (OperationException unsuitable) {
      throw new ConversionException(Path.ROOT, unsuitable.detail());
    }
  }

  private static Value list(Value value, Type wanted) throws ConversionException {
    List<Value> source = sequence(value, "list");
    Type element = elementType(wanted, value);
    List<Value> converted = sameType(convertAll(source, element), element);
    Type actual = actualElement(element, converted);
    return isUndecided(actual, converted)
        ? Value.unknown(Type.list(actual))
        : Value.list(actual, converted);
  }

  private static Value set(Value value, Type wanted) throws ConversionException {
    List<Value> source = sequence(value, "set");
    Type element = elementType(wanted, value);
    List<Value> converted = sameType(convertAll(source, element), element);
    Type actual = actualElement(element, converted);
    return isUndecided(actual, converted)
        ? Value.unknown(Type.set(actual))
        : Value.set(actual, converted);
  }

  private static Value map(Value value, Type wanted) throws ConversionException {
    CodePointMap<Value> source =
        switch (value) {
          case MapValue map -> map.elements();
          case ObjectValue object -> object.attributes();
          default -> throw new ConversionException(Path.ROOT, "map required");
        };
    Type element = elementType(wanted, value);
    List<Value> converted = new ArrayList<>(source.size());
    for (int index = 0; index < source.size(); index++) {
      try {
        converted.add(convertPart(source.valueAt(index), element));
      } catch (ConversionException fault) {
        throw fault.within(new Path.Index(Value.of(source.keyAt(index))));
      }
    }
    List<Value> unified = sameType(converted, element);
    Map<String, Value> elements = new LinkedHashMap<>();
    for (int index = 0; index < source.size(); index++) {
      elements.put(source.keyAt(index), unified.get(index));
    }
    Type actual = actualElement(element, unified);
    return isUndecided(actual, unified)
        ? Value.unknown(Type.map(actual))
        : Value.map(actual, elements);
  }

  private static Value tuple(Value value, List<Type> types) throws ConversionException {
    List<Value> source = sequence(value, "tuple");
    List<Value> converted = new ArrayList<>(source.size());
    for (int index = 0; index < source.size(); index++) {
      try {
        converted.add(apply(source.get(index), types.get(index)));
      } catch (ConversionException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    return Value.tuple(converted);
  }

  private static Value object(Value value, ObjectType wanted) throws ConversionException {
    if (!(value instanceof ObjectValue object)) {
      throw new ConversionException(Path.ROOT, "object required");
    }
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      String name = attribute.getKey();
      Value source = object.attributes().get(name);
      try {
        attributes.put(
            name,
            source == null ? absent(attribute.getValue()) : apply(source, attribute.getValue()));
      } catch (ConversionException fault) {
        throw fault.within(new Path.Attribute(name));
      }
    }
    return Value.object(attributes);
  }

  /// Elements that the type does not name are dropped, and those it needs must be there.
  private static Value object(MapValue map, ObjectType wanted) throws ConversionException {
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      String name = attribute.getKey();
      Value source = map.elements().get(name);
      if (source == null && !wanted.isOptional(name)) {
        throw new ConversionException(
            Path.ROOT, "map has no element for required attribute \"" + name + "\"");
      }
      try {
        attributes.put(
            name,
            source == null
                ? absent(attribute.getValue())
                : convertPart(source, attribute.getValue()));
      } catch (ConversionException fault) {
        throw fault.within(new Path.Index(Value.of(name)));
      }
    }
    return Value.object(attributes);
  }

  private static Value absent(Type type) {
    return Value.nullOf(TypeConstraints.withoutOptional(type));
  }

  /// Elements of a collection whose type holds [DynamicType] may be of types that were not
  /// compared.
  private static Value convertPart(Value value, Type wanted) throws ConversionException {
    return value.type().containsDynamic() ? convert(value, wanted) : apply(value, wanted);
  }

  private static List<Value> convertAll(List<Value> source, Type element)
      throws ConversionException {
    List<Value> converted = new ArrayList<>(source.size());
    for (int index = 0; index < source.size(); index++) {
      try {
        converted.add(convertPart(source.get(index), element));
      } catch (ConversionException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    return converted;
  }

  private static List<Value> sequence(Value value, String wanted) throws ConversionException {
    return switch (value) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case TupleValue tuple -> tuple.elements();
      default -> throw new ConversionException(Path.ROOT, wanted + " required");
    };
  }

  /// The wanted type of elements; where any will do, the one they have or have in common.
  private static Type elementType(Type wanted, Value value) {
    if (!(wanted instanceof DynamicType)) {
      return wanted;
    }
    return switch (value) {
      case ListValue list -> list.type().element();
      case SetValue set -> set.type().element();
      case MapValue map -> map.type().element();
      case TupleValue tuple -> common(tuple.type().elements());
      case ObjectValue object -> common(object.type().attributes().values());
      default -> wanted;
    };
  }

  private static Type common(Collection<Type> types) {
    return TypeUnification.unifyUnsafe(List.copyOf(types)).orElse(Type.DYNAMIC);
  }

  /// Where the wanted type leaves something open, the elements may have come out different: they
  /// get the type they have in common.
  private static List<Value> sameType(List<Value> elements, Type wanted)
      throws ConversionException {
    if (elements.isEmpty() || !wanted.containsDynamic()) {
      return elements;
    }
    List<Type> types = elements.stream().map(Value::type).distinct().toList();
    if (types.size() == 1) {
      return elements;
    }
    Type common =
        TypeUnification.unifyUnsafe(types)
            .orElseThrow(() ->
                new ConversionException(
                    Path.ROOT, "cannot find a common base type for all elements"));
    return common instanceof DynamicType ? elements : convertAll(elements, common);
  }

  private static Type actualElement(Type wanted, List<Value> elements) {
    Type plain = TypeConstraints.withoutOptional(wanted);
    if (elements.isEmpty() || !plain.containsDynamic()) {
      return plain;
    }
    Type first = elements.getFirst().type();
    return elements.stream().allMatch(element -> element.type().equals(first))
        ? first
        : Type.DYNAMIC;
  }

  /// Whether the type of the elements depends on an unknown, so that nothing can be said of the
  /// collection yet.
  private static boolean isUndecided(Type element, List<Value> elements) {
    return element instanceof DynamicType && !elements.stream().allMatch(Value::isNull);
  }
}
