package dev.holdfast.hcl.value;

import java.util.ArrayList;
import java.util.List;

/// The way from a value to one of its parts.
///
/// @param steps from the outside in; empty for the value itself
public record Path(List<Step> steps) {

  /// The value itself.
  public static final Path ROOT = new Path(List.of());

  /// One step inwards.
  public sealed interface Step {}

  /// To an attribute of an object.
  public record Attribute(String name) implements Step {}

  /// To an element of a list, tuple, map or set. The key is a whole number, a string, or for a set
  /// the element itself.
  public record Index(Value key) implements Step {}

  public Path {
    steps = List.copyOf(steps);
  }

  public static Path of(Step... steps) {
    return new Path(List.of(steps));
  }

  public Path attribute(String name) {
    return append(new Attribute(name));
  }

  public Path index(long position) {
    return append(new Index(Value.of(position)));
  }

  public Path key(String key) {
    return append(new Index(Value.of(key)));
  }

  public Path index(Value key) {
    return append(new Index(key));
  }

  public Path append(Step step) {
    List<Step> longer = new ArrayList<>(steps.size() + 1);
    longer.addAll(steps);
    longer.add(step);
    return new Path(longer);
  }

  /// The same way continued.
  public Path append(Path rest) {
    List<Step> longer = new ArrayList<>(steps);
    longer.addAll(rest.steps);
    return new Path(longer);
  }

  public boolean isRoot() {
    return steps.isEmpty();
  }

  /// Whether this way leads through the end of the other.
  public boolean startsWith(Path other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /// The way without its last step; the root stays the root.
  public Path parent() {
    return steps.isEmpty() ? this : new Path(steps.subList(0, steps.size() - 1));
  }

  /// As the language would write it after the name of the value, such as `.tags["a"][0]`; empty for
  /// the root.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Attribute(String name) -> text.append('.').append(name);
        case Index(StringValue key) ->
            text.append("[\"")
                .append(key.value().replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"]");
        case Index(NumberValue key) -> text.append('[').append(key.value()).append(']');
        case Index(Value key) -> text.append("[…]");
      }
    }
    return text.toString();
  }
}
