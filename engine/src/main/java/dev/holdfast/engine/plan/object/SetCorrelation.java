package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.attribute;
import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;
import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds out which element of a set an element of the configuration used to be. Elements of sets
/// have no names, so one continues another when it could have come from it: every difference is in
/// a computed attribute that the configuration leaves out.
///
/// @param attributes of one element
/// @param blocks of one element
record SetCorrelation(Map<String, Attribute> attributes, Map<String, NestedBlock> blocks) {

  /// The elements there were, each to be taken once. Found by a hash of what only a configuration
  /// can set, so that a set of many elements costs linear time.
  final class Candidates {
    private final Map<List<Value>, List<Value>> unused = new HashMap<>();

    private Candidates(List<Value> priors) {
      for (Value prior : priors) {
        unused.computeIfAbsent(key(prior), key -> new ArrayList<>()).add(prior);
      }
    }

    /// The first prior element that the configured one could continue, or null.
    @Nullable Value takeFor(Value configured) {
      Iterator<Value> bucket = unused.getOrDefault(key(configured), List.of()).iterator();
      while (bucket.hasNext()) {
        Value prior = bucket.next();
        if (same(prior, configured) || couldComeFrom(attributes, blocks, prior, configured)) {
          bucket.remove();
          return prior;
        }
      }
      return null;
    }
  }

  Candidates candidates(List<Value> priors) {
    return new Candidates(priors);
  }

  /// What must be equal in any case. An unknown may be of another refinement and yet be the same,
  /// so only wholly known parts count.
  private List<Value> key(Value element) {
    List<Value> key = new ArrayList<>();
    attributes.forEach((name, attribute) -> {
      if (!attribute.computed() && attribute.nested() == null) {
        Value part = attribute(element, name, attribute.type());
        key.add(part.isWhollyKnown() ? part : Value.unknown(attribute.type()));
      }
    });
    return key;
  }

  private static boolean same(Value left, Value right) {
    return Equality.sameIgnoringRefinements(left, right);
  }

  private static boolean couldComeFrom(
      Map<String, Attribute> attributes,
      Map<String, NestedBlock> blocks,
      Value prior,
      Value configured) {
    if (!isPresent(prior) || !isPresent(configured)) {
      return same(prior, configured);
    }
    for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
      Attribute attribute = entry.getValue();
      Value before = attribute(prior, entry.getKey(), attribute.type());
      Value wanted = attribute(configured, entry.getKey(), attribute.type());
      if (!attributeCouldComeFrom(attribute, before, wanted)) {
        return false;
      }
    }
    for (Map.Entry<String, NestedBlock> entry : blocks.entrySet()) {
      NestedBlock nested = entry.getValue();
      Value before = attribute(prior, entry.getKey(), nested.impliedType());
      Value wanted = attribute(configured, entry.getKey(), nested.impliedType());
      Block inner = nested.block();
      if (!partsCouldComeFrom(
          nested.nesting(),
          before,
          wanted,
          (x, y) -> couldComeFrom(inner.attributes(), inner.blocks(), x, y))) {
        return false;
      }
    }
    return true;
  }

  private static boolean attributeCouldComeFrom(Attribute attribute, Value before, Value wanted) {
    if (attribute.computed() && wanted.isNull()) {
      return true;
    }
    NestedAttributes nested = attribute.nested();
    if (nested == null) {
      return same(before, wanted);
    }
    return partsCouldComeFrom(
        nested.nesting(),
        before,
        wanted,
        (x, y) -> couldComeFrom(nested.attributes(), Map.of(), x, y));
  }

  private static boolean partsCouldComeFrom(
      Nesting nesting, Value before, Value wanted, BiPredicate<Value, Value> part) {
    if (same(before, wanted)) {
      return true;
    }
    if (!isPresent(before) || !isPresent(wanted)) {
      return false;
    }
    return switch (nesting) {
      case SINGLE, GROUP -> part.test(before, wanted);
      case LIST -> {
        List<Value> left = elements(before);
        List<Value> right = elements(wanted);
        yield left.size() == right.size()
            && IntStream.range(0, left.size())
                .allMatch(index -> part.test(left.get(index), right.get(index)));
      }
      case MAP ->
          entries(before).keySet().equals(entries(wanted).keySet())
              && entries(before).entrySet().stream()
                  .allMatch(entry ->
                      part.test(
                          entry.getValue(),
                          entries(wanted).getOrDefault(entry.getKey(), entry.getValue())));
      // Elements of a set within a set cannot be told apart a second time.
      case SET -> false;
    };
  }
}
