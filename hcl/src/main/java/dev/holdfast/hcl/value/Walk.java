package dev.holdfast.hcl.value;

import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/// Visits and rewrites the parts of values. Time is linear in the parts visited, times their depth
/// for the paths.
public final class Walk {
  private Walk() {}

  /// Visits a value and its parts, outside in. What is in a part is skipped where the visitor
  /// answers false.
  public static void visit(Value value, BiPredicate<Path, Value> visitor) {
    visit(Path.ROOT, value, visitor);
  }

  private static void visit(Path path, Value value, BiPredicate<Path, Value> visitor) {
    if (!visitor.test(path, value)) {
      return;
    }
    switch (value) {
      case ListValue list -> visitAll(path, list.elements(), visitor);
      case TupleValue tuple -> visitAll(path, tuple.elements(), visitor);
      case SetValue set -> {
        for (Value element : set.elements()) {
          visit(path.index(element), element, visitor);
        }
      }
      case MapValue map ->
          map.elements().forEach((key, part) -> visit(path.key(key), part, visitor));
      case ObjectValue object ->
          object.attributes().forEach((name, part) -> visit(path.attribute(name), part, visitor));
      case NullValue _, UnknownValue _, BooleanValue _, NumberValue _, StringValue _ -> {}
    }
  }

  private static void visitAll(Path path, List<Value> elements, BiPredicate<Path, Value> visitor) {
    for (int index = 0; index < elements.size(); index++) {
      visit(path.index(index), elements.get(index), visitor);
    }
  }

  /// Rewrites a value inside out: the function gets each part after its own parts were rewritten. A
  /// part that does not change is not copied. Marks of a part stay on it unless the function
  /// changes them.
  ///
  /// @throws IllegalArgumentException if elements of a collection get different types
  public static Value transform(Value value, BiFunction<Path, Value, Value> change) {
    return transform(Path.ROOT, value, change);
  }

  @SuppressWarnings("ReferenceEquality") // only whether anything was replaced
  private static Value transform(Path path, Value value, BiFunction<Path, Value, Value> change) {
    Value rebuilt =
        switch (value) {
          case ListValue list -> {
            List<Value> parts = transformAll(path, list.elements(), change);
            yield isSame(parts, list.elements())
                ? list
                : Value.list(commonType(list.type().element(), parts), parts);
          }
          case TupleValue tuple -> {
            List<Value> parts = transformAll(path, tuple.elements(), change);
            yield isSame(parts, tuple.elements()) ? tuple : Value.tuple(parts);
          }
          case SetValue set -> {
            List<Value> parts = new ArrayList<>();
            for (Value element : set.elements()) {
              parts.add(transform(path.index(element), element, change));
            }
            yield isSame(parts, set.elements())
                ? set
                : Value.set(commonType(set.type().element(), parts), parts);
          }
          case MapValue map -> {
            Map<String, Value> parts = new LinkedHashMap<>();
            map.elements()
                .forEach((key, part) -> parts.put(key, transform(path.key(key), part, change)));
            yield isSame(parts, map.elements())
                ? map
                : Value.map(commonType(map.type().element(), List.copyOf(parts.values())), parts);
          }
          case ObjectValue object -> {
            Map<String, Value> parts = new LinkedHashMap<>();
            object
                .attributes()
                .forEach(
                    (name, part) -> parts.put(name, transform(path.attribute(name), part, change)));
            yield isSame(parts, object.attributes()) ? object : Value.object(parts);
          }
          case NullValue _, UnknownValue _, BooleanValue _, NumberValue _, StringValue _ -> value;
        };
    return change.apply(path, rebuilt == value ? value : rebuilt.mark(value.marks()));
  }

  private static List<Value> transformAll(
      Path path, List<Value> elements, BiFunction<Path, Value, Value> change) {
    List<Value> parts = new ArrayList<>(elements.size());
    for (int index = 0; index < elements.size(); index++) {
      parts.add(transform(path.index(index), elements.get(index), change));
    }
    return parts;
  }

  @SuppressWarnings("ReferenceEquality") // only whether anything was replaced
  private static boolean isSame(List<Value> parts, List<Value> before) {
    for (int index = 0; index < parts.size(); index++) {
      if (parts.get(index) != before.get(index)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // only whether anything was replaced
  private static boolean isSame(Map<String, Value> parts, CodePointMap<Value> before) {
    int index = 0;
    for (Value part : parts.values()) {
      if (part != before.valueAt(index++)) {
        return false;
      }
    }
    return true;
  }

  private static Type commonType(Type before, List<Value> parts) {
    Type first = parts.isEmpty() ? before : parts.getFirst().type();
    for (Value part : parts) {
      if (!part.type().equals(first)) {
        throw new IllegalArgumentException(
            "elements of one collection got the types "
                + first.friendlyName()
                + " and "
                + part.type().friendlyName());
      }
    }
    return first;
  }

  /// The part at a path, with the marks of everything around it; empty if there is no such part.
  /// The parts of unknowns are unknown.
  public static Optional<Value> at(Value value, Path path) {
    Value part = value;
    for (Path.Step step : path.steps()) {
      try {
        part = step(part, step);
      } catch (OperationException missing) {
        return Optional.empty();
      }
    }
    return Optional.of(part);
  }

  private static Value step(Value value, Path.Step step) throws OperationException {
    return switch (step) {
      case Path.Attribute(String name) -> Operations.attribute(value, name);
      case Path.Index(Value key) -> {
        if (!(value instanceof SetValue set)) {
          yield Operations.index(value, key);
        }
        if (!set.elements().contains(key)) {
          throw new OperationException("Invalid index", "The set does not hold this element.");
        }
        yield key.mark(set.marks());
      }
    };
  }
}
