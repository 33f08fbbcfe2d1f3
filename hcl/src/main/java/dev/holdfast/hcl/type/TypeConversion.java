package dev.holdfast.hcl.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which types convert to which (cty conversion rules).
///
/// A safe conversion works for every value. An unsafe one may fail for some value (`"x"` to a
/// number) or lose something (the order of a list that becomes a set).
public final class TypeConversion {
  private TypeConversion() {}

  /// Whether every value of a type can become the wanted type.
  public static boolean isSafe(Type from, Type wanted) {
    return exists(from, wanted, false);
  }

  /// Whether some value of a type might become the wanted type.
  public static boolean isPossible(Type from, Type wanted) {
    return exists(from, wanted, true);
  }

  static boolean exists(Type from, Type wanted, boolean unsafe) {
    if (from instanceof DynamicType) {
      return unsafe || wanted instanceof DynamicType;
    }
    return switch (wanted) {
      case DynamicType _ -> true;
      case PrimitiveType primitive -> toPrimitive(from, primitive, unsafe);
      case ListType(Type element) ->
          switch (from) {
            case ListType(Type source) -> exists(source, element, unsafe);
            case SetType(Type source) -> exists(source, element, unsafe);
            case TupleType(List<Type> sources) -> allToElement(sources, element, unsafe);
            default -> false;
          };
      case SetType(Type element) ->
          switch (from) {
            case SetType(Type source) -> exists(source, element, unsafe);
            case ListType(Type source) -> unsafe && exists(source, element, true);
            case TupleType(List<Type> sources) -> allToElement(sources, element, unsafe);
            default -> false;
          };
      case MapType(Type element) ->
          switch (from) {
            case MapType(Type source) -> exists(source, element, unsafe);
            case ObjectType object ->
                allToElement(List.copyOf(object.attributes().values()), element, unsafe);
            default -> false;
          };
      case TupleType tuple -> from instanceof TupleType source && toTuple(source, tuple, unsafe);
      case ObjectType object ->
          switch (from) {
            case ObjectType source -> toObject(source, object, unsafe);
            case MapType(Type source) ->
                unsafe
                    && object.attributes().values().stream()
                        .allMatch(attribute -> exists(source, attribute, true));
            default -> false;
          };
    };
  }

  private static boolean toPrimitive(Type from, PrimitiveType wanted, boolean unsafe) {
    return from == wanted
        || (from instanceof PrimitiveType
            && (wanted == PrimitiveType.STRING || (unsafe && from == PrimitiveType.STRING)));
  }

  private static boolean allToElement(List<Type> sources, Type element, boolean unsafe) {
    if (sources.isEmpty()) {
      return true;
    }
    if (element instanceof DynamicType) {
      return TypeUnification.unify(sources, unsafe).isPresent();
    }
    return sources.stream().allMatch(source -> exists(source, element, unsafe));
  }

  private static boolean toTuple(TupleType from, TupleType wanted, boolean unsafe) {
    if (from.elements().size() != wanted.elements().size()) {
      return false;
    }
    for (int index = 0; index < wanted.elements().size(); index++) {
      if (!exists(from.elements().get(index), wanted.elements().get(index), unsafe)) {
        return false;
      }
    }
    return true;
  }

  private static boolean toObject(ObjectType from, ObjectType wanted, boolean unsafe) {
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      Type source = from.attributes().get(attribute.getKey());
      if (source == null
          ? !wanted.isOptional(attribute.getKey())
          : !exists(source, attribute.getValue(), unsafe)) {
        return false;
      }
    }
    return true;
  }

  /// Says why a conversion is impossible, such as `attribute "x" is required`. To be asked only if
  /// it is.
  public static String mismatch(Type from, Type wanted) {
    if (from instanceof ObjectType source && wanted instanceof ObjectType object) {
      return objectMismatch(source, object);
    }
    return switch (wanted) {
      case ListType(Type element) when from instanceof TupleType(List<Type> sources) ->
          element instanceof DynamicType
              ? "all list elements must have the same type"
              : elementMismatch(sources, element);
      case SetType(Type element) when from instanceof TupleType(List<Type> sources) ->
          element instanceof DynamicType
              ? "all set elements must have the same type"
              : elementMismatch(sources, element);
      case MapType(Type element) when from instanceof ObjectType source ->
          element instanceof DynamicType
              ? "all map elements must have the same type"
              : attributeMismatch(source, element);
      case ListType(Type element) -> collectionMismatch(from, wanted, element, "list");
      case SetType(Type element) -> collectionMismatch(from, wanted, element, "set");
      case MapType(Type element) -> collectionMismatch(from, wanted, element, "map");
      default -> required(wanted);
    };
  }

  private static String required(Type wanted) {
    return TypeConstraints.friendlyName(wanted) + " required";
  }

  private static String objectMismatch(ObjectType from, ObjectType wanted) {
    List<String> missing =
        wanted.attributes().keySet().stream()
            .filter(name -> !from.attributes().containsKey(name) && !wanted.isOptional(name))
            .map(name -> '"' + name + '"')
            .toList();
    if (missing.size() == 1) {
      return "attribute " + missing.getFirst() + " is required";
    }
    if (missing.size() == 2) {
      return "attributes " + missing.getFirst() + " and " + missing.getLast() + " are required";
    }
    if (!missing.isEmpty()) {
      return "attributes "
          + String.join(", ", missing.subList(0, missing.size() - 1))
          + ", and "
          + missing.getLast()
          + " are required";
    }
    return firstAttribute(from, wanted, true)
        .or(() -> firstAttribute(from, wanted, false))
        .orElse("incorrect object attributes");
  }

  private static Optional<String> firstAttribute(
      ObjectType from, ObjectType wanted, boolean unsafe) {
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      Type source = from.attributes().get(attribute.getKey());
      if (source != null && !exists(source, attribute.getValue(), unsafe)) {
        return Optional.of(
            "attribute \"" + attribute.getKey() + "\": " + mismatch(source, attribute.getValue()));
      }
    }
    return Optional.empty();
  }

  private static String elementMismatch(List<Type> sources, Type element) {
    for (int index = 0; index < sources.size(); index++) {
      if (!exists(sources.get(index), element, true)) {
        return "element " + index + ": " + mismatch(sources.get(index), element);
      }
    }
    return "all elements must be " + TypeConstraints.friendlyName(element);
  }

  private static String attributeMismatch(ObjectType source, Type element) {
    for (Map.Entry<String, Type> attribute : source.attributes().entrySet()) {
      if (!exists(attribute.getValue(), element, true)) {
        return "element \"" + attribute.getKey() + "\": " + mismatch(attribute.getValue(), element);
      }
    }
    return "all elements must be " + TypeConstraints.friendlyName(element);
  }

  private static String collectionMismatch(Type from, Type wanted, Type element, String kind) {
    boolean map = wanted instanceof MapType;
    return switch (from) {
      case MapType(Type source) when map -> elementTypeMismatch(source, element, kind);
      case ListType(Type source) when !map -> elementTypeMismatch(source, element, kind);
      case SetType(Type source) when !map -> elementTypeMismatch(source, element, kind);
      default -> required(wanted);
    };
  }

  private static String elementTypeMismatch(Type source, Type element, String kind) {
    return "incorrect " + kind + " element type: " + mismatch(source, element);
  }
}
