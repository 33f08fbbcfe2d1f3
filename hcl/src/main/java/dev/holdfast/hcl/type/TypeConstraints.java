package dev.holdfast.hcl.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Types as constraints: with optional attributes, and with [DynamicType] for "anything".
public final class TypeConstraints {
  private TypeConstraints() {}

  /// The type that values have after conversion to the constraint: without a word on which
  /// attributes were optional. A type without optional attributes is returned as it is.
  public static Type withoutOptional(Type type) {
    if (!hasOptional(type)) {
      return type;
    }
    return switch (type) {
      case PrimitiveType _, DynamicType _ -> type;
      case ListType(Type element) -> Type.list(withoutOptional(element));
      case SetType(Type element) -> Type.set(withoutOptional(element));
      case MapType(Type element) -> Type.map(withoutOptional(element));
      case TupleType(List<Type> elements) ->
          Type.tuple(elements.stream().map(TypeConstraints::withoutOptional).toList());
      case ObjectType object ->
          new ObjectType(object.attributes().mapValues(TypeConstraints::withoutOptional), Set.of());
    };
  }

  /// Whether any object in it has an optional attribute.
  public static boolean hasOptional(Type type) {
    return switch (type) {
      case PrimitiveType _, DynamicType _ -> false;
      case ListType(Type element) -> hasOptional(element);
      case SetType(Type element) -> hasOptional(element);
      case MapType(Type element) -> hasOptional(element);
      case TupleType(List<Type> elements) -> anyHasOptional(elements);
      case ObjectType object ->
          !object.optional().isEmpty() || anyHasOptional(object.attributes().values());
    };
  }

  private static boolean anyHasOptional(Iterable<Type> types) {
    for (Type type : types) {
      if (hasOptional(type)) {
        return true;
      }
    }
    return false;
  }

  /// The name of a constraint in an error message, such as `list of any single type`.
  public static String friendlyName(Type constraint) {
    return constraint instanceof DynamicType ? "any type" : constraint.friendlyName();
  }

  /// The constraint with its [DynamicType]s replaced by what a type has in their place: the type of
  /// an unknown or null after conversion.
  public static Type filled(Type constraint, Type from) {
    if (!constraint.containsDynamic() || from instanceof DynamicType) {
      return constraint;
    }
    return switch (constraint) {
      case DynamicType _ -> from;
      case PrimitiveType _ -> constraint;
      case ListType(Type element) -> Type.list(filled(element, elementOf(from)));
      case SetType(Type element) -> Type.set(filled(element, elementOf(from)));
      case MapType(Type element) -> Type.map(filled(element, elementOf(from)));
      case TupleType(List<Type> elements) ->
          from instanceof TupleType(List<Type> sources) && sources.size() == elements.size()
              ? Type.tuple(
                  IntStream.range(0, elements.size())
                      .mapToObj(index -> filled(elements.get(index), sources.get(index)))
                      .toList())
              : constraint;
      case ObjectType object -> filledObject(object, from);
    };
  }

  private static Type filledObject(ObjectType object, Type from) {
    Map<String, Type> attributes = new LinkedHashMap<>();
    object
        .attributes()
        .forEach((name, type) -> {
          Type source =
              from instanceof ObjectType other
                  ? other.attributes().getOrDefault(name, Type.DYNAMIC)
                  : elementOf(from);
          attributes.put(name, filled(type, source));
        });
    return new ObjectType(attributes, object.optional());
  }

  /// The type that all elements share, or [DynamicType] if that cannot be said.
  private static Type elementOf(Type type) {
    return switch (type) {
      case ListType(Type element) -> element;
      case SetType(Type element) -> element;
      case MapType(Type element) -> element;
      case TupleType(List<Type> elements) ->
          TypeUnification.unifyUnsafe(elements).orElse(Type.DYNAMIC);
      case ObjectType object ->
          TypeUnification.unifyUnsafe(List.copyOf(object.attributes().values()))
              .orElse(Type.DYNAMIC);
      case PrimitiveType _, DynamicType _ -> Type.DYNAMIC;
    };
  }
}
