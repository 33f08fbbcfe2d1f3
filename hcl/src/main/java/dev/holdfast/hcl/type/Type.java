package dev.holdfast.hcl.type;

import java.util.List;
import java.util.Map;

/// What a value can be (HCL specification, "Types and Values"; the cty type system).
///
/// Types are compared by structure. [DynamicType] stands for "not known yet": a value of that type
/// is always null or unknown, and a type constraint that holds it accepts anything there.
@SuppressWarnings("ClassInitializationDeadlock") // no default methods: see below
public sealed interface Type
    permits PrimitiveType, DynamicType, ListType, SetType, MapType, TupleType, ObjectType {

  // No default methods here: with them, initialising a subtype would initialise this interface, and
  // these constants could deadlock with it.

  Type STRING = PrimitiveType.STRING;

  Type NUMBER = PrimitiveType.NUMBER;

  Type BOOLEAN = PrimitiveType.BOOLEAN;

  Type DYNAMIC = DynamicType.DYNAMIC;

  static ListType list(Type element) {
    return new ListType(element);
  }

  static SetType set(Type element) {
    return new SetType(element);
  }

  static MapType map(Type element) {
    return new MapType(element);
  }

  static TupleType tuple(List<Type> elements) {
    return new TupleType(elements);
  }

  static ObjectType object(Map<String, Type> attributes) {
    return new ObjectType(attributes, java.util.Set.of());
  }

  /// How the language writes this type in an error message, such as `list of string`.
  String friendlyName();

  /// Whether [DynamicType] occurs anywhere in it.
  boolean containsDynamic();
}
