package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks that a provider planned only what it may plan.
public final class PlanValidity {
  private final List<ObjectFault> faults = new ArrayList<>();

  private PlanValidity() {}

  /// What is wrong with a planned object: each attribute must be as configured, or as it was, or
  /// computed and not configured; blocks must be as configured. Values carry no marks. An empty
  /// list says that all is well. Faults of providers on the old SDK are to be logged only. Linear
  /// in the size of the values; parts that are as configured are not looked into.
  ///
  /// @param prior null when the object does not exist yet
  public static List<ObjectFault> check(
      Block block, Value prior, Value configuration, Value planned) {
    PlanValidity check = new PlanValidity();
    check.object(Path.ROOT, block, new Three(prior, configuration, planned));
    return List.copyOf(check.faults);
  }

  /// The three values of one place.
  private record Three(Value prior, Value configuration, Value planned) {
    Three attribute(String name, Type type) {
      return new Three(
          Structure.attribute(prior, name, type),
          Structure.attribute(configuration, name, type),
          Structure.attribute(planned, name, type));
    }

    boolean isAsConfigured() {
      return same(planned, configuration);
    }
  }

  /// One occurrence of a block or structure with the values it has there.
  @FunctionalInterface
  private interface Occurrence {
    void check(Path path, Three values);
  }

  private void object(Path path, Block block, Three values) {
    if (!exists(path, values)) {
      return;
    }
    block
        .attributes()
        .forEach((name, attribute) ->
            attribute(path.attribute(name), attribute, values.attribute(name, attribute.type())));
    block
        .blocks()
        .forEach((name, nested) ->
            block(path.attribute(name), nested, values.attribute(name, nested.impliedType())));
  }

  /// Whether there are parts to look at; also that planned and configured agree in this.
  private boolean exists(Path path, Three values) {
    if (values.planned.isNull() && !values.configuration.isNull()) {
      fault(path, "planned for nonexistence, but the configuration wants existence");
    } else if (!values.planned.isNull() && values.configuration.isNull()) {
      fault(path, "planned for existence, but the configuration wants nonexistence");
    }
    return !values.planned.isNull() && !values.configuration.isNull();
  }

  private void block(Path path, NestedBlock nested, Three values) {
    if (values.isAsConfigured()) {
      return;
    }
    if (!values.configuration.isKnown()) {
      fault(path, "a value is planned for a dynamic block whose for_each is unknown");
      return;
    }
    if (!values.planned.isKnown()) {
      fault(path, "a nested block must not be unknown itself; its attributes may be");
      return;
    }
    boolean single = nested.nesting() == Nesting.SINGLE || nested.nesting() == Nesting.GROUP;
    if (values.planned.isNull() && !single) {
      fault(path, "no nested blocks must be planned as an empty collection, not as null");
      return;
    }
    occurrences(
        path,
        nested.nesting(),
        values,
        (inner, occurrence) -> object(inner, nested.block(), occurrence));
  }

  private void attribute(Path path, Attribute attribute, Three values) {
    if (attribute.writeOnly()) {
      if (!values.planned.isNull()) {
        fault(path, "planned a value for a write-only attribute");
      }
      return;
    }
    if (values.isAsConfigured() || (attribute.computed() && values.configuration.isNull())) {
      return;
    }
    // The provider holds the configured value for another spelling of the one there is.
    if (!values.configuration.isNull() && same(values.planned, values.prior)) {
      return;
    }
    NestedAttributes nested = attribute.nested();
    if (nested != null && values.planned.isKnown() && values.configuration.isKnown()) {
      structure(path, nested, values);
    } else {
      mismatch(path, attribute, values);
    }
  }

  private void structure(Path path, NestedAttributes nested, Three values) {
    if (!exists(path, values)) {
      return;
    }
    occurrences(
        path,
        nested.nesting(),
        values,
        (inner, occurrence) -> {
          if (exists(inner, occurrence)) {
            nested
                .attributes()
                .forEach((name, attribute) ->
                    attribute(
                        inner.attribute(name),
                        attribute,
                        occurrence.attribute(name, attribute.type())));
          }
        });
  }

  private void occurrences(Path path, Nesting nesting, Three values, Occurrence occurrence) {
    switch (nesting) {
      case SINGLE, GROUP -> occurrence.check(path, values);
      case LIST -> list(path, values, occurrence);
      case MAP -> map(path, values, occurrence);
      // Elements of sets have no names to tell which one continues which, so there is nothing to
      // hold the provider to.
      case SET -> {}
    }
  }

  private void list(Path path, Three values, Occurrence occurrence) {
    List<Value> planned = elements(values.planned);
    List<Value> configured = elements(values.configuration);
    List<Value> prior = elements(values.prior);
    if (planned.size() != configured.size()) {
      fault(
          path,
          "the plan has " + planned.size() + ", but the configuration has " + configured.size());
      return;
    }
    for (int index = 0; index < planned.size(); index++) {
      Value wanted = configured.get(index);
      Value before = index < prior.size() ? prior.get(index) : Value.nullOf(wanted.type());
      element(path.index(index), new Three(before, wanted, planned.get(index)), occurrence);
    }
  }

  private void map(Path path, Three values, Occurrence occurrence) {
    Map<String, Value> planned = entries(values.planned);
    Map<String, Value> configured = entries(values.configuration);
    Map<String, Value> prior = entries(values.prior);
    planned.forEach((key, value) -> {
      Value wanted = configured.get(key);
      if (wanted == null) {
        fault(path.key(key), "is in the plan, but not in the configuration");
      } else {
        Value before = prior.getOrDefault(key, Value.nullOf(wanted.type()));
        element(path.key(key), new Three(before, wanted, value), occurrence);
      }
    });
    for (String key : configured.keySet()) {
      if (!planned.containsKey(key)) {
        fault(path.key(key), "is in the configuration, but not in the plan");
      }
    }
  }

  private void element(Path path, Three values, Occurrence occurrence) {
    if (values.isAsConfigured()) {
      return;
    }
    if (values.planned.isKnown()) {
      occurrence.check(path, values);
    } else {
      fault(path, "an element must not be unknown itself; its attributes may be");
    }
  }

  private void mismatch(Path path, Attribute attribute, Three values) {
    if (attribute.sensitive()) {
      fault(
          path, "the sensitive planned value matches neither the configuration nor the prior one");
    } else if (values.configuration.isNull()) {
      fault(
          path,
          "planned " + ShownValue.of(values.planned) + " for an attribute that is not computed");
    } else {
      String prior =
          values.prior.isNull() ? "" : " nor the prior value " + ShownValue.of(values.prior);
      fault(
          path,
          "planned %s, which does not match the configured value %s%s"
              .formatted(
                  ShownValue.of(values.planned), ShownValue.of(values.configuration), prior));
    }
  }

  private void fault(Path path, String message) {
    faults.add(new ObjectFault(path, message));
  }

  private static boolean same(Value left, Value right) {
    return Equality.sameIgnoringRefinements(left, right);
  }
}
