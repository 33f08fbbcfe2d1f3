package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows paths through values as providers and `ignore_changes` write them: an attribute step
/// also leads into a map, a string index also into an object.
final class PathLookup {
  private PathLookup() {}

  /// The part at the path; empty where the way ends before, as at a null or an unknown.
  static Optional<Value> find(Value value, Path path) {
    Value part = value;
    for (Path.Step step : path.steps()) {
      Value next = step(part, step);
      if (next == null) {
        return Optional.empty();
      }
      part = next;
    }
    return Optional.of(part);
  }

  private static @Nullable Value step(Value value, Path.Step step) {
    return switch (value) {
      case ObjectValue object -> {
        String name = name(step);
        yield name == null ? null : object.attributes().get(name);
      }
      case MapValue map -> {
        String name = name(step);
        yield name == null ? null : map.elements().get(name);
      }
      case ListValue list -> element(list.elements(), step);
      case TupleValue tuple -> element(tuple.elements(), step);
      case SetValue set ->
          step instanceof Path.Index(Value key) && set.elements().contains(key) ? key : null;
      default -> null;
    };
  }

  /// The name that a step asks for, or null where it asks for a position.
  static @Nullable String name(Path.Step step) {
    return switch (step) {
      case Path.Attribute(String name) -> name;
      case Path.Index(StringValue key) -> key.value();
      case Path.Index(Value key) -> null;
    };
  }

  /// The position that a step asks for, or -1.
  static int position(Path.Step step) {
    return step instanceof Path.Index(NumberValue number) && number.value().fitsInt()
        ? number.value().intValueExact()
        : -1;
  }

  private static @Nullable Value element(List<Value> elements, Path.Step step) {
    int position = position(step);
    return position >= 0 && position < elements.size() ? elements.get(position) : null;
  }
}
