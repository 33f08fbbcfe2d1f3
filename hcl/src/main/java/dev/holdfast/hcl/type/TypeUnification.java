package dev.holdfast.hcl.type;

import dev.holdfast.hcl.order.CodePointMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the type that all of several types convert to (cty unification).
///
/// Objects with the same attributes unify attribute by attribute, others to a map; tuples of the
/// same length element by element, others to a list. Otherwise one of the given types must do: the
/// preferred ones are strings, lists before sets, maps before objects, and anything before a type
/// that is not known yet.
///
/// Time is linear in the number of types and quadratic in the number of different ones.
public final class TypeUnification {
  private TypeUnification() {}

  /// The common type by safe conversions; empty if there is none or no types are given.
  public static Optional<Type> unify(List<Type> types) {
    return unify(types, false);
  }

  /// The common type by unsafe conversions too.
  public static Optional<Type> unifyUnsafe(List<Type> types) {
    return unify(types, true);
  }

  static Optional<Type> unify(Collection<Type> types, boolean unsafe) {
    LinkedHashSet<Type> distinct = new LinkedHashSet<>(types);
    if (distinct.size() <= 1) {
      return distinct.stream().findFirst();
    }
    boolean dynamic = distinct.remove(Type.DYNAMIC);
    List<Type> known = List.copyOf(distinct);
    int objects = count(known, ObjectType.class);
    int tuples = count(known, TupleType.class);
    if (objects > 0 && tuples > 0) {
      return Optional.empty();
    }
    int maps = count(known, MapType.class);
    int lists = count(known, ListType.class);
    boolean oneKind =
        IntStream.of(objects, tuples, maps, lists, count(known, SetType.class))
            .anyMatch(number -> number == known.size());
    if (oneKind && dynamic) {
      // What the type that is not known yet turns out to be decides the result.
      return Optional.of(Type.DYNAMIC);
    }
    if (oneKind && objects + tuples == 0) {
      return unify(elements(known), unsafe).map(element -> sameKind(known.getFirst(), element));
    }
    if (oneKind) {
      return objects > 0 ? unifyObjects(known, unsafe) : unifyTuples(known, unsafe);
    }
    if (maps > 0 && maps + objects == known.size()) {
      Optional<Type> map = unify(elements(known), unsafe).map(Type::map);
      if (map.isPresent()) {
        return dynamic ? Optional.of(Type.DYNAMIC) : map;
      }
    }
    if (lists > 0 && lists + tuples == known.size()) {
      Optional<Type> list = unify(elements(known), unsafe).map(Type::list);
      if (list.isPresent()) {
        return dynamic ? Optional.of(Type.DYNAMIC) : list;
      }
    }
    return preferred(known, dynamic, unsafe);
  }

  private static int count(List<Type> types, Class<? extends Type> kind) {
    return Math.toIntExact(types.stream().filter(kind::isInstance).count());
  }

  private static Type sameKind(Type collection, Type element) {
    return switch (collection) {
      case MapType _ -> Type.map(element);
      case SetType _ -> Type.set(element);
      default -> Type.list(element);
    };
  }

  /// The types of everything directly in values of these types.
  private static List<Type> elements(List<Type> types) {
    List<Type> elements = new ArrayList<>();
    for (Type type : types) {
      switch (type) {
        case ListType(Type element) -> elements.add(element);
        case SetType(Type element) -> elements.add(element);
        case MapType(Type element) -> elements.add(element);
        case TupleType tuple -> elements.addAll(tuple.elements());
        case ObjectType object -> elements.addAll(object.attributes().values());
        case PrimitiveType _, DynamicType _ -> {}
      }
    }
    return elements;
  }

  private static Optional<Type> unifyObjects(List<Type> types, boolean unsafe) {
    List<ObjectType> objects = types.stream().map(ObjectType.class::cast).toList();
    CodePointMap<Type> first = objects.getFirst().attributes();
    if (!objects.stream().allMatch(object -> object.attributes().hasSameKeys(first))) {
      return unify(elements(types), unsafe).map(Type::map);
    }
    Map<String, Type> attributes = new LinkedHashMap<>();
    for (String name : first.keySet()) {
      LinkedHashSet<Type> across = new LinkedHashSet<>();
      for (ObjectType object : objects) {
        across.add(object.attributes().getOrDefault(name, Type.DYNAMIC));
      }
      Optional<Type> attribute = unify(across, unsafe);
      if (attribute.isEmpty()) {
        return Optional.empty();
      }
      attributes.put(name, attribute.get());
    }
    return Optional.of(Type.object(attributes));
  }

  private static Optional<Type> unifyTuples(List<Type> types, boolean unsafe) {
    List<TupleType> tuples = types.stream().map(TupleType.class::cast).toList();
    int length = tuples.getFirst().elements().size();
    if (!tuples.stream().allMatch(tuple -> tuple.elements().size() == length)) {
      return unify(elements(types), unsafe).map(Type::list);
    }
    List<Type> unified = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      LinkedHashSet<Type> across = new LinkedHashSet<>();
      for (TupleType tuple : tuples) {
        across.add(tuple.elements().get(index));
      }
      Optional<Type> element = unify(across, unsafe);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      unified.add(element.get());
    }
    return Optional.of(Type.tuple(unified));
  }

  private static Optional<Type> preferred(List<Type> known, boolean dynamic, boolean unsafe) {
    if (!dynamic || unsafe) {
      List<Type> candidates = new ArrayList<>(known);
      while (!candidates.isEmpty()) {
        Type candidate = mostPreferred(candidates);
        if (known.stream().allMatch(type -> TypeConversion.exists(type, candidate, unsafe))) {
          return Optional.of(candidate);
        }
        candidates.remove(candidate);
      }
    }
    return dynamic ? Optional.of(Type.DYNAMIC) : Optional.empty();
  }

  private static Type mostPreferred(List<Type> candidates) {
    for (Type candidate : candidates) {
      if (candidates.stream().noneMatch(other -> isPreferred(other, candidate))) {
        return candidate;
      }
    }
    return candidates.getFirst();
  }

  private static boolean isPreferred(Type type, Type other) {
    return switch (type) {
      case PrimitiveType primitive ->
          primitive == PrimitiveType.STRING
              && other instanceof PrimitiveType
              && other != PrimitiveType.STRING;
      case DynamicType _ -> false;
      case ListType(Type element) ->
          switch (other) {
            case ListType(Type otherElement) -> isPreferred(element, otherElement);
            case SetType _, TupleType _ -> true;
            default -> false;
          };
      case SetType(Type element) ->
          other instanceof SetType(Type otherElement) && isPreferred(element, otherElement);
      case MapType(Type element) ->
          switch (other) {
            case MapType(Type otherElement) -> isPreferred(element, otherElement);
            case ObjectType _ -> true;
            default -> false;
          };
      case TupleType _ -> other instanceof SetType;
      case ObjectType _ -> false;
    };
  }
}
