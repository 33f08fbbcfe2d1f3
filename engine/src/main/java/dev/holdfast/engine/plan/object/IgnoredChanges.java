package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Applies `lifecycle { ignore_changes = … }`.
public final class IgnoredChanges {
  private IgnoredChanges() {}

  /// The configuration with the prior value at each path, also of single map elements: those are
  /// put in, changed or taken out as they were before. A path that leads nowhere in one of the
  /// values changes nothing. Marks of the configuration stay where the value does; those of the
  /// prior value come with it. Only what the paths lead through is copied.
  ///
  /// @param prior null when the object does not exist yet: then nothing is ignored
  /// @param paths relative to the object
  public static Value apply(List<Path> paths, Value prior, Value configuration) {
    return prior.isNull() || paths.isEmpty()
        ? configuration
        : restored(PathTree.of(paths), prior, configuration);
  }

  /// The same for `ignore_changes = all`.
  public static Value applyAll(Value prior, Value configuration) {
    return prior.isNull() ? configuration : prior;
  }

  private static Value restored(PathTree tree, Value prior, Value configuration) {
    if (tree.ends()) {
      return prior;
    }
    if (tree.isEmpty() || !(isPresent(prior) || prior.type() instanceof MapType)) {
      return configuration;
    }
    return switch (configuration) {
      case ObjectValue object ->
          Value.object(attributes(tree, prior, object.attributes())).withExactly(object.marks());
      case ListValue list ->
          Value.list(list.type().element(), elements(tree, prior, list.elements()))
              .withExactly(list.marks());
      case TupleValue tuple ->
          Value.tuple(elements(tree, prior, tuple.elements())).withExactly(tuple.marks());
      default ->
          configuration.isKnown() && configuration.type() instanceof MapType
              ? map(tree, prior, configuration)
              : configuration;
    };
  }

  private static Map<String, Value> attributes(
      PathTree tree, Value prior, Map<String, Value> configured) {
    Map<String, Value> restored = new TreeMap<>(configured);
    Map<String, Value> before = Structure.entries(prior);
    tree.next()
        .forEach((step, further) -> {
          String name = PathLookup.name(step);
          Value old = name == null ? null : before.get(name);
          if (name != null && old != null) {
            restored.computeIfPresent(name, (key, value) -> restored(further, old, value));
          }
        });
    return restored;
  }

  private static List<Value> elements(PathTree tree, Value prior, List<Value> configured) {
    List<Value> restored = new ArrayList<>(configured);
    List<Value> before = Structure.elements(prior);
    tree.next()
        .forEach((step, further) -> {
          int position = PathLookup.position(step);
          if (position >= 0 && position < Math.min(before.size(), restored.size())) {
            restored.set(position, restored(further, before.get(position), restored.get(position)));
          }
        });
    return restored;
  }

  /// The elements of a map that the paths name, each as it was. A map that was not configured and
  /// still has no element stays null.
  private static Value map(PathTree tree, Value prior, Value configuration) {
    Map<String, Value> restored = new TreeMap<>(Structure.entries(configuration));
    Map<String, Value> before = Structure.entries(prior);
    tree.next()
        .forEach((step, further) -> {
          String key = PathLookup.name(step);
          if (key != null) {
            restoreElement(restored, key, further, before.get(key));
          }
        });
    if (restored.isEmpty() && configuration.isNull()) {
      return configuration;
    }
    MapType type = (MapType) configuration.type();
    return Value.map(type.element(), restored).withExactly(configuration.marks());
  }

  private static void restoreElement(
      Map<String, Value> restored, String key, PathTree further, @Nullable Value old) {
    Value configured = restored.get(key);
    if (!further.ends() && configured != null && old != null) {
      restored.put(key, restored(further, old, configured));
    } else if (further.ends() && old == null) {
      restored.remove(key);
    } else if (further.ends() && old != null) {
      restored.put(key, old);
    }
  }
}
