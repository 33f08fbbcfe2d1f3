package dev.holdfast.hcl.value;

import dev.holdfast.hcl.order.CodePointMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Marks of whole value trees. Each method costs nothing where nothing is marked, else time linear
/// in the marked part.
public final class Marks {
  private Marks() {}

  /// All marks anywhere in the value.
  public static Set<Mark> of(Value value) {
    Set<Mark> found = new HashSet<>();
    take(value, found);
    return found;
  }

  /// Whether the value or anything in it is sensitive.
  public static boolean isSensitive(Value value) {
    return value.containsMarks() && of(value).contains(Mark.SENSITIVE);
  }

  /// The value without any mark at any depth.
  public static Value strip(Value value) {
    return take(value, new HashSet<>());
  }

  /// The value without the marks of one kind, at any depth.
  public static Value without(Value value, Class<? extends Mark> kind) {
    if (!value.containsMarks()) {
      return value;
    }
    Set<Mark> others = new HashSet<>(value.marks());
    others.removeIf(kind::isInstance);
    Value inner =
        switch (value) {
          case ListValue list ->
              Value.list(
                  list.type().element(),
                  list.elements().stream().map(each -> without(each, kind)).toList());
          case TupleValue tuple ->
              Value.tuple(tuple.elements().stream().map(each -> without(each, kind)).toList());
          case MapValue map ->
              Value.map(
                  map.type().element(), map.elements().mapValues(each -> without(each, kind)));
          case ObjectValue object ->
              Value.object(object.attributes().mapValues(each -> without(each, kind)));
          default -> strip(value);
        };
    return inner.mark(others);
  }

  /// The value without any mark; those it had are added to `found`.
  public static Value take(Value value, Set<Mark> found) {
    if (!value.containsMarks()) {
      return value;
    }
    found.addAll(value.marks());
    return switch (value) {
      case ListValue list -> Value.list(list.type().element(), takeAll(list.elements(), found));
      case TupleValue tuple -> Value.tuple(takeAll(tuple.elements(), found));
      case MapValue map -> Value.map(map.type().element(), takeAll(map.elements(), found));
      case ObjectValue object -> Value.object(takeAll(object.attributes(), found));
      case SetValue set -> set.withExactly(Set.of());
      case NullValue leaf -> leaf.withExactly(Set.of());
      case UnknownValue leaf -> leaf.withExactly(Set.of());
      case BooleanValue leaf -> leaf.withExactly(Set.of());
      case NumberValue leaf -> leaf.withExactly(Set.of());
      case StringValue leaf -> leaf.withExactly(Set.of());
    };
  }

  private static List<Value> takeAll(List<Value> values, Set<Mark> found) {
    List<Value> stripped = new ArrayList<>(values.size());
    for (Value value : values) {
      stripped.add(take(value, found));
    }
    return stripped;
  }

  private static Map<String, Value> takeAll(CodePointMap<Value> values, Set<Mark> found) {
    return values.mapValues(value -> take(value, found));
  }
}
