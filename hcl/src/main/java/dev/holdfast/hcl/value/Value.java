package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An immutable value of the language, total over null and unknown (the cty value model).
///
/// A value knows, without walking, whether anything in it is unknown or marked. Marks are kept on
/// the node they were put on; [#marks()] gives those of this node only. Equality (`equals`) is
/// structural and includes marks and refinements; the language's `==` is in
/// [dev.holdfast.hcl.value.Operations].
public sealed interface Value
    permits NullValue,
        UnknownValue,
        BooleanValue,
        NumberValue,
        StringValue,
        ListValue,
        SetValue,
        MapValue,
        TupleValue,
        ObjectValue {

  static Value of(boolean value) {
    return value ? Values.TRUE : Values.FALSE;
  }

  static Value of(long value) {
    return new NumberValue(Number512.of(value), Set.of());
  }

  static Value of(Number512 value) {
    return new NumberValue(value, Set.of());
  }

  /// The string, normalised to Unicode form NFC as the language requires.
  static Value of(String value) {
    return new StringValue(value, Set.of());
  }

  static Value nullOf(Type type) {
    return type instanceof DynamicType ? Values.NULL : new NullValue(type, Set.of());
  }

  /// An unknown of which something is known already; see [Refinements#refine] for what may become
  /// known by it.
  static Value unknown(Type type, Refinement refinement) {
    return Refinements.refine(unknown(type), refinement);
  }

  static Value unknown(Type type) {
    return type instanceof DynamicType
        ? Values.UNKNOWN
        : new UnknownValue(type, Refinement.NONE, Set.of());
  }

  /// A list; all elements have exactly the element type.
  static Value list(Type elementType, List<? extends Value> elements) {
    return ListValue.of(Type.list(elementType), elements);
  }

  /// A set of exactly the element type. Equal elements are merged; marks of elements move to the
  /// set. A set with an unknown element may have fewer elements than it shows.
  static Value set(Type elementType, Collection<? extends Value> elements) {
    return SetValue.of(Type.set(elementType), elements);
  }

  /// A map; all elements have exactly the element type. Keys are kept in code point order.
  static Value map(Type elementType, Map<String, ? extends Value> elements) {
    return MapValue.of(Type.map(elementType), elements);
  }

  static Value tuple(List<? extends Value> elements) {
    return TupleValue.of(elements);
  }

  /// An object; its type follows from its attributes.
  static Value object(Map<String, ? extends Value> attributes) {
    return ObjectValue.of(attributes);
  }

  Type type();

  /// The marks of this node, not of what is in it.
  Set<Mark> marks();

  /// The same value with exactly these marks on this node.
  Value withExactly(Set<Mark> marks);

  /// Whether the value itself is known; its elements may still be unknown.
  default boolean isKnown() {
    return true;
  }

  default boolean isNull() {
    return false;
  }

  /// Whether nothing in it, at any depth, is unknown. Constant time.
  boolean isWhollyKnown();

  /// Whether anything in it, at any depth, is marked. Constant time.
  boolean containsMarks();

  /// The same value with more marks on this node.
  default Value mark(Set<Mark> more) {
    if (more.isEmpty() || marks().containsAll(more)) {
      return this;
    }
    if (marks().isEmpty()) {
      return withExactly(more);
    }
    Set<Mark> all = new HashSet<>(marks());
    all.addAll(more);
    return withExactly(all);
  }

  default Value mark(Mark mark) {
    return mark(Set.of(mark));
  }

  /// The same value without the marks of this node.
  default Value unmark() {
    return marks().isEmpty() ? this : withExactly(Set.of());
  }

  default boolean isSensitive() {
    return marks().contains(Mark.SENSITIVE);
  }
}
