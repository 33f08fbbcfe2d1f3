package dev.holdfast.cli.render;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.RelevantAttribute;
import dev.holdfast.engine.config.RelevantAttributes;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What others changed and a person should know of to understand a plan: only the attributes that
/// contributed to a planned change. Everything, where the plan is about nothing else.
final class RelevantDrift {
  private RelevantDrift() {}

  /// The drift to show. Attributes that explain nothing are as they were before. Linear in the
  /// drift times the relevant attributes of each object; nothing is looked for without drift.
  static List<ResourceChange> of(Plan plan, Configuration configuration) {
    if (plan.mode() == PlanMode.REFRESH_ONLY) {
      return plan.drift();
    }
    List<ResourceChange> drift =
        plan.drift().stream().filter(change -> change.action() != Action.NO_OP).toList();
    if (drift.isEmpty() || plan.isEmpty()) {
      return List.of();
    }
    List<RelevantAttribute> relevant =
        RelevantAttributes.of(configuration, plan.changingObjects(), plan.changingOutputs());
    return drift.stream().flatMap(change -> shown(change, relevant).stream()).toList();
  }

  private static Optional<ResourceChange> shown(
      ResourceChange change, List<RelevantAttribute> relevant) {
    List<Path> paths =
        relevant.stream()
            .filter(each -> each.isOf(change.address()))
            .map(RelevantAttribute::attribute)
            .toList();
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    if (change.action() == Action.DELETE) {
      return Optional.of(change);
    }
    Value after = changedAt(paths, change.before(), change.after());
    return Equality.sameIgnoringMarksAndRefinements(change.before(), after)
        ? Optional.empty()
        : Optional.of(change.as(change.action(), change.before(), after));
  }

  /// The value before, with everything that the paths lead to as it is after.
  private static Value changedAt(List<Path> paths, Value before, Value after) {
    if (paths.stream().anyMatch(Path::isRoot)) {
      return after;
    }
    return switch (after) {
      case ObjectValue object when before instanceof ObjectValue old ->
          Value.object(entries(paths, old.attributes(), object.attributes()))
              .withExactly(after.marks());
      case MapValue map when before instanceof MapValue old ->
          Value.map(map.type().element(), entries(paths, old.elements(), map.elements()))
              .withExactly(after.marks());
      case ListValue list when before instanceof ListValue old ->
          Value.list(list.type().element(), elements(paths, old.elements(), list.elements()))
              .withExactly(after.marks());
      case TupleValue tuple when before instanceof TupleValue old ->
          Value.tuple(elements(paths, old.elements(), tuple.elements())).withExactly(after.marks());
      // Elements of a set have no places, and what is of another kind has other parts.
      default -> after;
    };
  }

  private static Map<String, Value> entries(
      List<Path> paths, Map<String, Value> before, Map<String, Value> after) {
    Map<String, Value> entries = new TreeMap<>(before);
    for (String name : after.keySet()) {
      List<Path> inner = through(paths, step -> name.equals(name(step)));
      Value old = before.get(name);
      if (!inner.isEmpty()) {
        Value now = after.get(name);
        entries.put(name, old == null ? now : changedAt(inner, old, now));
      }
    }
    for (String name : before.keySet()) {
      if (!after.containsKey(name) && !through(paths, step -> name.equals(name(step))).isEmpty()) {
        entries.remove(name);
      }
    }
    return entries;
  }

  private static List<Value> elements(List<Path> paths, List<Value> before, List<Value> after) {
    if (before.size() != after.size()) {
      return after;
    }
    List<Value> elements = new ArrayList<>(before);
    for (int index = 0; index < after.size(); index++) {
      int position = index;
      List<Path> inner = through(paths, step -> position == position(step));
      if (!inner.isEmpty()) {
        elements.set(index, changedAt(inner, before.get(index), after.get(index)));
      }
    }
    return elements;
  }

  @FunctionalInterface
  private interface Door {
    boolean isTakenBy(Path.Step step);
  }

  /// The rest of each path that goes through a door.
  private static List<Path> through(List<Path> paths, Door door) {
    return paths.stream()
        .filter(path -> door.isTakenBy(path.steps().getFirst()))
        .map(path -> new Path(path.steps().subList(1, path.steps().size())))
        .toList();
  }

  private static @Nullable String name(Path.Step step) {
    return switch (step) {
      case Path.Attribute(String name) -> name;
      case Path.Index(StringValue key) -> key.value();
      case Path.Index index -> null;
    };
  }

  private static long position(Path.Step step) {
    return step instanceof Path.Index(NumberValue number) ? number.value().longValueExact() : -1;
  }
}
