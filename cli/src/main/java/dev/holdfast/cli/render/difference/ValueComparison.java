package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.render.difference.Difference.Leaf;
import dev.holdfast.cli.render.difference.Difference.Mapping;
import dev.holdfast.cli.render.difference.Difference.MappingStyle;
import dev.holdfast.cli.render.difference.Difference.Sensitive;
import dev.holdfast.cli.render.difference.Difference.Sequence;
import dev.holdfast.cli.render.difference.Difference.TypeChange;
import dev.holdfast.cli.render.difference.Difference.Unknown;
import dev.holdfast.engine.difference.Alignment;
import dev.holdfast.hcl.order.CodePointOrder;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two values by their type. An absent side is a Java null; a null of the language is a
/// value like others, except in an object, where the attributes that are null are as good as
/// absent. Time is linear in the values, and that of [Alignment] for lists.
public final class ValueComparison {
  private ValueComparison() {}

  /// Compares values whose type the schema gives.
  public static Difference typed(
      @Nullable Value before, @Nullable Value after, Type type, ReplacementPaths replacement) {
    Difference special = special(before, after, type, replacement);
    if (special != null) {
      return special;
    }
    return switch (type) {
      case PrimitiveType primitive -> leaf(before, after, replacement);
      case DynamicType dynamic -> structure(before, after, replacement);
      case ListType list ->
          hasNull(before, after)
              ? structure(before, after, replacement)
              : sequence(before, after, list.element(), replacement);
      case TupleType tuple ->
          hasNull(before, after)
              ? structure(before, after, replacement)
              : sequence(before, after, Type.DYNAMIC, replacement);
      case SetType set ->
          hasNull(before, after)
              ? structure(before, after, replacement)
              : setOf(
                  before,
                  after,
                  (left, right, rest) -> typed(left, right, set.element(), rest),
                  replacement);
      case MapType map ->
          hasNull(before, after)
              ? structure(before, after, replacement)
              : mapping(
                  before,
                  after,
                  MappingStyle.MAP,
                  (key, left, right, rest) -> typed(left, right, map.element(), rest),
                  replacement);
      case ObjectType object ->
          hasNull(before, after)
              ? structure(before, after, replacement)
              : object(before, after, object, replacement);
    };
  }

  /// Compares values of any types, which may differ.
  public static Difference dynamic(
      @Nullable Value before, @Nullable Value after, ReplacementPaths replacement) {
    return typed(before, after, Type.DYNAMIC, replacement);
  }

  /// Compares one element or entry with its counterpart.
  @FunctionalInterface
  interface ElementComparison {
    Difference compare(@Nullable Value before, @Nullable Value after, ReplacementPaths replacement);
  }

  /// The same, knowing the key of the entry.
  @FunctionalInterface
  interface EntryComparison {
    Difference compare(
        String key, @Nullable Value before, @Nullable Value after, ReplacementPaths replacement);
  }

  /// What is shown of a value whatever its type: that it is sensitive, or unknown; null when
  /// neither.
  static @Nullable Difference special(
      @Nullable Value before, @Nullable Value after, Type type, ReplacementPaths replacement) {
    boolean sensitiveBefore = before != null && before.isSensitive();
    boolean sensitiveAfter = after != null && after.isSensitive();
    if (sensitiveBefore || sensitiveAfter) {
      Value left = before == null ? null : Marks.strip(before);
      Value right = after == null ? null : Marks.strip(after);
      Change inner = change(left, right, left == null || !left.equals(right));
      boolean markChanges = before != null && after != null && sensitiveBefore != sensitiveAfter;
      return new Sensitive(
          inner == Change.NONE && markChanges ? Change.UPDATE : inner,
          replacement.here(),
          sensitiveBefore,
          sensitiveAfter,
          inner != Change.NONE);
    }
    if (after != null && !after.isKnown()) {
      boolean absent = before == null || before.isNull();
      if (absent) {
        return new Unknown(Change.CREATE, replacement.here(), null);
      }
      Difference old = typed(before, null, type, ReplacementPaths.NONE);
      // That a structure forces a replacement is said where it opens too.
      return new Unknown(
          Change.UPDATE,
          replacement.here(),
          isOpened(old) ? typed(before, null, type, replacement) : old);
    }
    return null;
  }

  /// Whether it is written in several lines.
  private static boolean isOpened(Difference difference) {
    return switch (difference) {
      case Sequence sequence -> !sequence.elements().isEmpty();
      case Mapping mapping -> !mapping.entries().isEmpty();
      default -> false;
    };
  }

  static Change change(@Nullable Object before, @Nullable Object after, boolean differs) {
    if (before == null) {
      return after == null ? Change.NONE : Change.CREATE;
    }
    if (after == null) {
      return Change.DELETE;
    }
    return differs ? Change.UPDATE : Change.NONE;
  }

  private static Leaf leaf(
      @Nullable Value before, @Nullable Value after, ReplacementPaths replacement) {
    boolean differs =
        before == null || !before.unmark().equals(after == null ? null : after.unmark());
    return new Leaf(change(before, after, differs), replacement.here(), before, after);
  }

  private static boolean hasNull(@Nullable Value before, @Nullable Value after) {
    return (before != null && before.isNull()) || (after != null && after.isNull());
  }

  /// Compares by what the values are, since no type says it.
  private static Difference structure(
      @Nullable Value before, @Nullable Value after, ReplacementPaths replacement) {
    Kind kind = Kind.of(before != null ? before : after);
    if (before != null && after != null && Kind.of(after) != kind) {
      boolean simple = kind.isLeaf() && Kind.of(after).isLeaf();
      return simple
          ? leaf(before, after, replacement)
          : new TypeChange(
              Change.UPDATE,
              replacement.here(),
              structure(before, null, ReplacementPaths.NONE),
              structure(null, after, ReplacementPaths.NONE));
    }
    return switch (kind) {
      case NULL, STRING, NUMBER, BOOLEAN -> leaf(before, after, replacement);
      case SEQUENCE -> sequence(before, after, Type.DYNAMIC, replacement);
      case MAPPING ->
          mapping(
              before,
              after,
              MappingStyle.DYNAMIC,
              (key, left, right, rest) -> dynamic(left, right, rest),
              replacement);
    };
  }

  private static Sequence sequence(
      @Nullable Value before, @Nullable Value after, Type element, ReplacementPaths replacement) {
    List<Value> left = elements(before);
    List<Value> right = elements(after);
    List<Alignment.Pair> pairs =
        Alignment.of(
            left.stream().map(Marks::strip).toList(), right.stream().map(Marks::strip).toList());
    List<Difference> differences = new ArrayList<>(pairs.size());
    for (Alignment.Pair pair : ObjectPairing.pair(pairs, left, right)) {
      Value old = pair.isAdded() ? null : left.get(pair.before());
      Value current = pair.isDeleted() ? null : right.get(pair.after());
      int position = pair.isDeleted() ? pair.before() : pair.after();
      ReplacementPaths rest = replacement.through(new Path.Index(Value.of(position)));
      differences.add(typed(old, current, element, rest));
    }
    return new Sequence(
        changeOf(before, after, differences), replacement.here(), differences, true);
  }

  /// Elements of a set have no counterpart but an equal one: deleted ones first, then added ones.
  static Sequence setOf(
      @Nullable Value before,
      @Nullable Value after,
      ElementComparison comparison,
      ReplacementPaths replacement) {
    Map<Value, Value> unmatched = new HashMap<>();
    elements(after).forEach(value -> unmatched.put(Marks.strip(value), value));
    List<Difference> differences = new ArrayList<>();
    for (Value old : elements(before)) {
      Value same = unmatched.remove(Marks.strip(old));
      differences.add(
          comparison.compare(old, same, replacement.through(new Path.Index(Marks.strip(old)))));
    }
    for (Value added : elements(after)) {
      if (unmatched.containsKey(Marks.strip(added))) {
        differences.add(
            comparison.compare(
                null, added, replacement.through(new Path.Index(Marks.strip(added)))));
      }
    }
    return new Sequence(
        changeOf(before, after, differences), replacement.here(), differences, false);
  }

  /// Elements that are compared with the one at the same place.
  static Sequence byPosition(
      @Nullable Value before,
      @Nullable Value after,
      ElementComparison comparison,
      ReplacementPaths replacement) {
    List<Value> left = elements(before);
    List<Value> right = elements(after);
    List<Difference> differences = new ArrayList<>();
    for (int index = 0; index < Math.max(left.size(), right.size()); index++) {
      differences.add(
          comparison.compare(
              index < left.size() ? left.get(index) : null,
              index < right.size() ? right.get(index) : null,
              replacement.through(new Path.Index(Value.of(index)))));
    }
    return new Sequence(
        changeOf(before, after, differences), replacement.here(), differences, false);
  }

  static Mapping mapping(
      @Nullable Value before,
      @Nullable Value after,
      MappingStyle style,
      EntryComparison comparison,
      ReplacementPaths replacement) {
    Map<String, Value> left = entries(before);
    Map<String, Value> right = entries(after);
    SortedSet<String> keys = new TreeSet<>(CodePointOrder.CODE_POINT_ORDER);
    keys.addAll(left.keySet());
    keys.addAll(right.keySet());
    SortedMap<String, Difference> differences = new TreeMap<>(CodePointOrder.CODE_POINT_ORDER);
    for (String key : keys) {
      Path.Step step =
          style == MappingStyle.DYNAMIC ? new Path.Attribute(key) : new Path.Index(Value.of(key));
      differences.put(
          key, comparison.compare(key, left.get(key), right.get(key), replacement.through(step)));
    }
    return new Mapping(
        changeOf(before, after, differences.values()), replacement.here(), differences, style);
  }

  private static Mapping object(
      @Nullable Value before,
      @Nullable Value after,
      ObjectType type,
      ReplacementPaths replacement) {
    SortedMap<String, Difference> differences = new TreeMap<>(CodePointOrder.CODE_POINT_ORDER);
    type.attributes()
        .forEach((name, attribute) -> {
          Value left = present(attribute(before, name));
          Value right = present(attribute(after, name));
          if (left != null || right != null) {
            differences.put(
                name, typed(left, right, attribute, replacement.through(new Path.Attribute(name))));
          }
        });
    return new Mapping(
        changeOf(before, after, differences.values()),
        replacement.here(),
        differences,
        MappingStyle.OBJECT);
  }

  static Change changeOf(
      @Nullable Value before, @Nullable Value after, Collection<Difference> parts) {
    return change(before, after, parts.stream().anyMatch(part -> part.change() != Change.NONE));
  }

  /// The value unless it is null.
  static @Nullable Value present(@Nullable Value value) {
    return value == null || value.isNull() ? null : value;
  }

  static @Nullable Value attribute(@Nullable Value object, String name) {
    return entries(object).get(name);
  }

  static List<Value> elements(@Nullable Value value) {
    return switch (value) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case TupleValue tuple -> tuple.elements();
      case null, default -> List.of();
    };
  }

  static Map<String, Value> entries(@Nullable Value value) {
    return switch (value) {
      case MapValue map -> map.elements();
      case ObjectValue object -> object.attributes();
      case null, default -> Map.of();
    };
  }
}
