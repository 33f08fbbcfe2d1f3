package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;
import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks that a provider did what it had planned.
public final class ObjectCompatibility {
  private ObjectCompatibility() {}

  /// How the actual object contradicts the planned one: what was known must be the same, what was
  /// unknown may be anything within its refinement. Also tells whether a second plan keeps to the
  /// first one. Values carry no marks. Linear in the size of the values, except that set elements
  /// that are not wholly known are tried against every element they could have become.
  public static List<ObjectFault> check(Block block, Value planned, Value actual) {
    List<ObjectFault> faults = new ArrayList<>();
    object(Path.ROOT, block, planned, actual, faults);
    return List.copyOf(faults);
  }

  private static void object(
      Path path, Block block, Value planned, Value actual, List<ObjectFault> faults) {
    if (planned.isNull() != actual.isNull()) {
      String message =
          planned.isNull() ? "was absent, but now present" : "was present, but now absent";
      faults.add(new ObjectFault(path, message));
    }
    if (planned.isNull() || actual.isNull()) {
      return;
    }
    for (Map.Entry<String, Attribute> entry : block.attributes().entrySet()) {
      String name = entry.getKey();
      Attribute attribute = entry.getValue();
      attribute(
          path.attribute(name),
          attribute,
          Structure.attribute(planned, name, attribute.type()),
          Structure.attribute(actual, name, attribute.type()),
          faults);
    }
    for (Map.Entry<String, NestedBlock> entry : block.blocks().entrySet()) {
      String name = entry.getKey();
      NestedBlock nested = entry.getValue();
      blocks(
          path.attribute(name),
          nested,
          Structure.attribute(planned, name, nested.impliedType()),
          Structure.attribute(actual, name, nested.impliedType()),
          faults);
    }
  }

  private static void attribute(
      Path path, Attribute attribute, Value planned, Value actual, List<ObjectFault> faults) {
    List<ObjectFault> found = new ArrayList<>();
    ValueCompatibility.check(path, planned, actual, found);
    if (!found.isEmpty() && hidesValues(attribute)) {
      faults.add(new ObjectFault(path, "inconsistent values for sensitive attribute"));
    } else {
      faults.addAll(found);
    }
  }

  /// Whether a message about the attribute could give away something sensitive.
  private static boolean hidesValues(Attribute attribute) {
    NestedAttributes nested = attribute.nested();
    return attribute.sensitive()
        || (nested != null
            && nested.attributes().values().stream().anyMatch(ObjectCompatibility::hidesValues));
  }

  private static void blocks(
      Path path, NestedBlock nested, Value planned, Value actual, List<ObjectFault> faults) {
    if (nested.nesting() == Nesting.SINGLE || nested.nesting() == Nesting.GROUP) {
      // The place of a dynamic block with unknown for_each may turn out to hold no block.
      if (planned.isKnown() || !actual.isNull()) {
        object(path, nested.block(), planned, actual, faults);
      }
      return;
    }
    if (!isPresent(planned) || !isPresent(actual)) {
      return;
    }
    switch (nested.nesting()) {
      case LIST -> list(path, nested.block(), elements(planned), elements(actual), faults);
      case MAP -> map(path, nested.block(), entries(planned), entries(actual), faults);
      default ->
          SetCompatibility.check(
              path,
              elements(planned),
              elements(actual),
              (before, after) -> check(nested.block(), before, after).isEmpty(),
              faults);
    }
  }

  private static void list(
      Path path, Block block, List<Value> planned, List<Value> actual, List<ObjectFault> faults) {
    if (planned.size() != actual.size()) {
      faults.add(
          new ObjectFault(
              path, "block count changed from %d to %d".formatted(planned.size(), actual.size())));
      return;
    }
    for (int index = 0; index < planned.size(); index++) {
      object(path.index(index), block, planned.get(index), actual.get(index), faults);
    }
  }

  private static void map(
      Path path,
      Block block,
      Map<String, Value> planned,
      Map<String, Value> actual,
      List<ObjectFault> faults) {
    planned.forEach((key, before) -> {
      Value after = actual.get(key);
      if (after == null) {
        faults.add(new ObjectFault(path.key(key), "block has vanished"));
      } else {
        object(path.key(key), block, before, after, faults);
      }
    });
    for (String key : actual.keySet()) {
      if (!planned.containsKey(key)) {
        faults.add(new ObjectFault(path.key(key), "block has appeared"));
      }
    }
  }
}
