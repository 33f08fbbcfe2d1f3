package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Elements and attributes of values, with HCL's words for what does not exist. Operands carry no
/// marks.
final class Access {
  private static final String INVALID_INDEX = "Invalid index";
  private static final String NO_SUCH_ELEMENT =
      "The given key does not identify an element in this collection value";

  private Access() {}

  static Value index(Value collection, Value key) throws OperationException {
    if (collection.isNull()) {
      throw new OperationException(
          "Attempt to index null value", "This value is null, so it does not have any indices.");
    }
    if (key.isNull()) {
      throw invalidIndex("Can't use a null value as an indexing key.");
    }
    Type type = collection.type();
    return switch (type) {
      case DynamicType _ -> Values.UNKNOWN;
      case ListType(Type element) -> {
        Value position = keyAs(key, PrimitiveType.NUMBER);
        yield collection instanceof ListValue list && position instanceof NumberValue number
            ? at(list.elements(), number.value())
            : notBefore(position, Value.unknown(element));
      }
      case TupleType(List<Type> types) -> {
        Value position = keyAs(key, PrimitiveType.NUMBER);
        if (!(position instanceof NumberValue number)) {
          yield Values.UNKNOWN;
        }
        yield collection instanceof TupleValue tuple
            ? at(tuple.elements(), number.value())
            : Value.unknown(at(types, number.value()));
      }
      case MapType(Type element) -> {
        Value name = keyAs(key, PrimitiveType.STRING);
        if (!(collection instanceof MapValue map) || !(name instanceof StringValue text)) {
          yield Value.unknown(element);
        }
        yield found(map.elements().get(text.value()), NO_SUCH_ELEMENT + ".");
      }
      case ObjectType object -> {
        Value name = keyAs(key, PrimitiveType.STRING);
        if (!(name instanceof StringValue text)) {
          yield Values.UNKNOWN;
        }
        String hint =
            key instanceof NumberValue
                ? ". An object only supports looking up attributes by name, not by numeric index."
                : ".";
        Type attribute = object.attributes().get(text.value());
        Value value =
            collection instanceof ObjectValue known
                ? known.attributes().get(text.value())
                : attribute == null ? null : Value.unknown(attribute);
        yield found(value, NO_SUCH_ELEMENT + hint);
      }
      case SetType _ ->
          throw invalidIndex(
              "Elements of a set are identified only by their value and don't have any separate"
                  + " index or key to select with, so it's only possible to perform operations"
                  + " across all elements of the set.");
      case PrimitiveType _ -> throw invalidIndex("This value does not have any indices.");
    };
  }

  /// An index that is wrong for every sequence is reported even if the sequence is not known.
  private static Value notBefore(Value position, Value result) throws OperationException {
    if (position instanceof NumberValue number) {
      requirePosition(number.value());
    }
    return result;
  }

  private static Value found(@Nullable Value value, String otherwise) throws OperationException {
    if (value == null) {
      throw invalidIndex(otherwise);
    }
    return value;
  }

  private static Value keyAs(Value key, PrimitiveType wanted) throws OperationException {
    try {
      return PrimitiveConversion.convert(key, wanted);
    } catch (OperationException unsuitable) {
      throw invalidIndex(NO_SUCH_ELEMENT + ": " + unsuitable.detail() + ".");
    }
  }

  private static void requirePosition(Number512 position) throws OperationException {
    if (position.signum() < 0) {
      throw invalidIndex(
          NO_SUCH_ELEMENT + ": a negative number is not a valid index for a sequence.");
    }
    if (!position.isWhole() && !position.isInfinite()) {
      throw invalidIndex(
          NO_SUCH_ELEMENT
              + ": indexing a sequence requires a whole number, but the given index has a"
              + " fractional part.");
    }
  }

  private static <T> T at(List<T> elements, Number512 position) throws OperationException {
    requirePosition(position);
    if (elements.isEmpty()) {
      throw invalidIndex(NO_SUCH_ELEMENT + ": the collection has no elements.");
    }
    if (!position.fitsInt() || position.intValueExact() >= elements.size()) {
      throw invalidIndex(
          NO_SUCH_ELEMENT
              + ": the given index is greater than or equal to the length of the collection.");
    }
    return elements.get(position.intValueExact());
  }

  private static OperationException invalidIndex(String detail) {
    return new OperationException(INVALID_INDEX, detail);
  }

  static Value attribute(Value object, String name) throws OperationException {
    if (object.isNull()) {
      throw new OperationException(
          "Attempt to get attribute from null value",
          "This value is null, so it does not have any attributes.");
    }
    return switch (object.type()) {
      case DynamicType _ -> Values.UNKNOWN;
      case ObjectType type -> {
        Type attribute = type.attributes().get(name);
        if (attribute == null) {
          throw unsupported(
              "This object does not have an attribute named " + GoQuotes.quote(name) + ".");
        }
        Value value = object instanceof ObjectValue known ? known.attributes().get(name) : null;
        yield value == null ? Value.unknown(attribute) : value;
      }
      case MapType(Type element) -> {
        if (!(object instanceof MapValue map)) {
          yield Value.unknown(element);
        }
        Value value = map.elements().get(name);
        if (value == null) {
          throw new OperationException(
              "Missing map element",
              "This map does not have an element with the key " + GoQuotes.quote(name) + ".");
        }
        yield value;
      }
      case ListType(ObjectType element) -> throw unsupported(ofListOfObjects(element, name));
      case SetType(ObjectType _) ->
          throw unsupported(
              "Can't access attributes on a set of objects. Did you mean to access an attribute"
                  + " across all elements of the set?");
      case PrimitiveType primitive ->
          throw unsupported(
              "Can't access attributes on a primitive-typed value ("
                  + primitive.friendlyName()
                  + ").");
      case ListType _, SetType _, TupleType _ ->
          throw unsupported("This value does not have any attributes.");
    };
  }

  private static String ofListOfObjects(ObjectType element, String name) {
    return element.attributes().containsKey(name)
        ? "Can't access attributes on a list of objects. Did you mean to access attribute "
            + GoQuotes.quote(name)
            + " for a specific element of the list, or across all elements of the list?"
        : "Can't access attributes on a list of objects. Did you mean to access an attribute for a"
            + " specific element of the list, or across all elements of the list?";
  }

  private static OperationException unsupported(String detail) {
    return new OperationException("Unsupported attribute", detail);
  }
}
