package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.attribute;
import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;
import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Where an object is sensitive, as paths beside a value without marks and as marks in it.
public final class SensitivePaths {
  private SensitivePaths() {}

  /// The paths that the schema names as sensitive and that lead somewhere in the value. Elements of
  /// sets cannot be told apart: there the path ends at the set. Linear in the schema and in the
  /// occurrences of its blocks and structures.
  public static List<Path> bySchema(Block block, Value value) {
    List<Path> found = new ArrayList<>();
    ofBlock(Path.ROOT, block, value, found);
    return List.copyOf(found);
  }

  private static void ofBlock(Path path, Block block, Value value, List<Path> found) {
    if (!isPresent(value)) {
      return;
    }
    ofAttributes(path, block.attributes(), value, found);
    block
        .blocks()
        .forEach((name, nested) ->
            ofOccurrences(
                path.attribute(name),
                nested.nesting(),
                attribute(value, name, nested.impliedType()),
                found,
                (inner, occurrence) -> ofBlock(inner, nested.block(), occurrence, found)));
  }

  private static void ofAttributes(
      Path path, Map<String, Attribute> attributes, Value value, List<Path> found) {
    attributes.forEach((name, attribute) -> {
      NestedAttributes nested = attribute.nested();
      if (attribute.sensitive()) {
        found.add(path.attribute(name));
      } else if (nested != null) {
        ofOccurrences(
            path.attribute(name),
            nested.nesting(),
            attribute(value, name, attribute.type()),
            found,
            (inner, occurrence) -> {
              if (isPresent(occurrence)) {
                ofAttributes(inner, nested.attributes(), occurrence, found);
              }
            });
      }
    });
  }

  private static void ofOccurrences(
      Path path,
      Nesting nesting,
      Value value,
      List<Path> found,
      BiConsumer<Path, Value> occurrence) {
    switch (nesting) {
      case SINGLE, GROUP -> occurrence.accept(path, value);
      case LIST -> {
        List<Value> elements = elements(value);
        for (int index = 0; index < elements.size(); index++) {
          occurrence.accept(path.index(index), elements.get(index));
        }
      }
      case MAP ->
          entries(value).forEach((key, element) -> occurrence.accept(path.key(key), element));
      case SET -> {
        int before = found.size();
        elements(value).forEach(element -> occurrence.accept(path, element));
        if (found.size() > before) {
          found.subList(before, found.size()).clear();
          found.add(path);
        }
      }
    }
  }

  /// The paths of the nodes with the sensitive mark, outer ones first. Costs nothing where nothing
  /// is marked.
  public static List<Path> byMarks(Value value) {
    return MarkedPaths.of(value, Mark.SENSITIVE);
  }

  /// The value with the sensitive mark at each of the paths, as deep as they lead. A path into a
  /// set marks the set; one into an unknown or null marks that; one to an element or attribute that
  /// is not there marks nothing. Only what the paths lead through is copied.
  public static Value mark(Value value, List<Path> paths) {
    return paths.isEmpty() ? value : mark(value, PathTree.of(paths));
  }

  private static Value mark(Value value, PathTree tree) {
    if (tree.isEmpty()) {
      return value;
    }
    Value marked = tree.next().isEmpty() ? value : markParts(value, tree.next());
    return tree.ends() ? marked.mark(Mark.SENSITIVE) : marked;
  }

  private static Value markParts(Value value, Map<Path.Step, PathTree> next) {
    return switch (value) {
      case ListValue list ->
          Value.list(list.type().element(), markElements(list.elements(), next))
              .withExactly(list.marks());
      case TupleValue tuple ->
          Value.tuple(markElements(tuple.elements(), next)).withExactly(tuple.marks());
      case MapValue map ->
          Value.map(map.type().element(), markEntries(map.elements(), next))
              .withExactly(map.marks());
      case ObjectValue object ->
          Value.object(markEntries(object.attributes(), next)).withExactly(object.marks());
      default -> value.mark(Mark.SENSITIVE);
    };
  }

  private static List<Value> markElements(List<Value> elements, Map<Path.Step, PathTree> next) {
    List<Value> marked = new ArrayList<>(elements);
    next.forEach((step, tree) -> {
      int position = PathLookup.position(step);
      if (position >= 0 && position < marked.size()) {
        marked.set(position, mark(marked.get(position), tree));
      }
    });
    return marked;
  }

  private static Map<String, Value> markEntries(
      Map<String, Value> entries, Map<Path.Step, PathTree> next) {
    Map<String, Value> marked = new TreeMap<>(entries);
    next.forEach((step, tree) -> {
      String name = PathLookup.name(step);
      if (name != null) {
        marked.computeIfPresent(name, (key, element) -> mark(element, tree));
      }
    });
    return marked;
  }

  /// The value marked where the schema says so.
  public static Value markBySchema(Block block, Value value) {
    return mark(value, bySchema(block, value));
  }
}
