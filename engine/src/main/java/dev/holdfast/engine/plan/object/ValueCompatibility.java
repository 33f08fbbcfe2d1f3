package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;

import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a value may be what became of a planned one: known parts stay, unknown parts may become
/// anything within their refinement, sets may only shrink.
final class ValueCompatibility {
  private ValueCompatibility() {}

  static boolean holds(Value planned, Value actual) {
    List<ObjectFault> faults = new ArrayList<>();
    check(Path.ROOT, planned, actual, faults);
    return faults.isEmpty();
  }

  static void check(Path path, Value planned, Value actual, List<ObjectFault> faults) {
    if (planned instanceof UnknownValue placeholder) {
      checkPlaceholder(path, placeholder, actual, faults);
    } else if (!actual.isKnown()) {
      faults.add(new ObjectFault(path, "was known, but now unknown"));
    } else if (planned.isNull() || actual.isNull()) {
      if (planned.isNull() != actual.isNull()) {
        changed(path, planned, actual, faults);
      }
    } else {
      checkParts(path, planned, actual, faults);
    }
  }

  private static void checkPlaceholder(
      Path path, UnknownValue planned, Value actual, List<ObjectFault> faults) {
    Type type = planned.type();
    if (!(type instanceof DynamicType) && !type.containsDynamic() && !type.equals(actual.type())) {
      faults.add(
          new ObjectFault(
              path,
              "wrong final value type: %s, but %s was planned"
                  .formatted(actual.type().friendlyName(), type.friendlyName())));
    } else if (!RefinementRange.of(planned.refinement()).includes(actual)) {
      faults.add(
          new ObjectFault(
              path,
              "final value %s does not conform to what was planned"
                  .formatted(ShownValue.of(actual))));
    }
  }

  private static void checkParts(Path path, Value planned, Value actual, List<ObjectFault> faults) {
    switch (planned) {
      case ListValue list when actual instanceof ListValue ->
          checkSequence(path, list.elements(), elements(actual), faults);
      case TupleValue tuple when actual instanceof TupleValue ->
          checkSequence(path, tuple.elements(), elements(actual), faults);
      case MapValue map when actual instanceof MapValue ->
          checkEntries(path, map.elements(), entries(actual), true, faults);
      case ObjectValue object when actual instanceof ObjectValue ->
          checkEntries(path, object.attributes(), entries(actual), false, faults);
      case SetValue set when actual instanceof SetValue ->
          SetCompatibility.check(
              path, elements(set), elements(actual), ValueCompatibility::holds, faults);
      default -> {
        if (!planned.equals(actual)) {
          changed(path, planned, actual, faults);
        }
      }
    }
  }

  private static void checkSequence(
      Path path, List<Value> planned, List<Value> actual, List<ObjectFault> faults) {
    int common = Math.min(planned.size(), actual.size());
    for (int index = 0; index < common; index++) {
      check(path.index(index), planned.get(index), actual.get(index), faults);
    }
    for (int index = common; index < planned.size(); index++) {
      faults.add(new ObjectFault(path, "element " + index + " has vanished"));
    }
    for (int index = common; index < actual.size(); index++) {
      faults.add(new ObjectFault(path, "new element " + index + " has appeared"));
    }
  }

  private static void checkEntries(
      Path path,
      Map<String, Value> planned,
      Map<String, Value> actual,
      boolean isMap,
      List<ObjectFault> faults) {
    planned.forEach((key, before) -> {
      Value after = actual.get(key);
      if (after == null) {
        faults.add(new ObjectFault(path, "element \"" + key + "\" has vanished"));
      } else {
        check(isMap ? path.key(key) : path.attribute(key), before, after, faults);
      }
    });
    for (String key : actual.keySet()) {
      if (!planned.containsKey(key)) {
        faults.add(new ObjectFault(path, "new element \"" + key + "\" has appeared"));
      }
    }
  }

  private static void changed(Path path, Value planned, Value actual, List<ObjectFault> faults) {
    String message =
        planned.isNull() || actual.isNull() || !ShownValue.of(planned).equals(ShownValue.of(actual))
            ? "was %s, but now %s".formatted(ShownValue.of(planned), ShownValue.of(actual))
            : "is not what was planned any more";
    faults.add(new ObjectFault(path, message));
  }
}
