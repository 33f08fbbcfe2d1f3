package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;
import static dev.holdfast.engine.plan.object.Structure.isPresent;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// Merges what the configuration says with what the provider chose before.
public final class ProposedNewObject {
  private ProposedNewObject() {}

  /// The object that a provider is asked to plan: the configuration, with the prior value wherever
  /// a computed attribute is not set, and without the write-only attributes, which are never part
  /// of an object. Neither value carries marks. Linear in the size of both, except that elements of
  /// sets that agree in everything the configuration decides are tried one by one.
  ///
  /// @param prior null when the object does not exist yet
  /// @param configuration null gives the prior object
  public static Value of(Block block, Value prior, Value configuration) {
    return isPresent(configuration) ? block(block, prior, configuration) : prior;
  }

  private static Value block(Block block, Value prior, Value configuration) {
    if (!isPresent(configuration)) {
      return configuration;
    }
    Map<String, Value> proposed =
        new TreeMap<>(attributes(block.attributes(), prior, configuration));
    block
        .blocks()
        .forEach((name, nested) ->
            proposed.put(
                name,
                nestedBlock(
                    nested,
                    Structure.attribute(prior, name, nested.impliedType()),
                    Structure.attribute(configuration, name, nested.impliedType()))));
    return Value.object(proposed);
  }

  private static Value nestedBlock(NestedBlock nested, Value prior, Value configuration) {
    Block block = nested.block();
    return occurrences(
        nested.nesting(),
        prior,
        configuration,
        (before, wanted) -> block(block, before, wanted),
        new SetCorrelation(block.attributes(), block.blocks()));
  }

  private static Map<String, Value> attributes(
      Map<String, Attribute> attributes, Value prior, Value configuration) {
    Map<String, Value> proposed = new TreeMap<>();
    attributes.forEach((name, attribute) ->
        proposed.put(
            name,
            attribute(
                attribute,
                Structure.attribute(prior, name, attribute.type()),
                Structure.attribute(configuration, name, attribute.type()))));
    return proposed;
  }

  private static Value attribute(Attribute attribute, Value prior, Value configuration) {
    if (attribute.writeOnly()) {
      return Value.nullOf(attribute.type());
    }
    if (attribute.computed() && configuration.isNull()) {
      return wasConfigured(attribute, prior) ? configuration : prior;
    }
    NestedAttributes nested = attribute.nested();
    if (nested == null || !isPresent(configuration)) {
      return configuration;
    }
    return occurrences(
        nested.nesting(),
        prior,
        configuration,
        (before, wanted) ->
            isPresent(wanted)
                ? Value.object(attributes(nested.attributes(), before, wanted))
                : wanted,
        new SetCorrelation(nested.attributes(), Map.of()));
  }

  /// Whether a value that is not configured now must have been before: it has parts that only a
  /// configuration can set. Then it is being removed and not left to the provider.
  private static boolean wasConfigured(Attribute attribute, Value prior) {
    NestedAttributes nested = attribute.nested();
    return nested != null && attribute.optional() && hasConfiguredPart(nested, prior);
  }

  private static boolean hasConfiguredPart(NestedAttributes nested, Value value) {
    if (!isPresent(value)) {
      return false;
    }
    return switch (nested.nesting()) {
      case SINGLE, GROUP -> hasConfiguredAttribute(nested, value);
      case LIST, SET ->
          elements(value).stream().anyMatch(element -> hasConfiguredAttribute(nested, element));
      case MAP ->
          entries(value).values().stream()
              .anyMatch(element -> hasConfiguredAttribute(nested, element));
    };
  }

  private static boolean hasConfiguredAttribute(NestedAttributes nested, Value object) {
    for (Map.Entry<String, Attribute> entry : nested.attributes().entrySet()) {
      Attribute attribute = entry.getValue();
      Value value = Structure.attribute(object, entry.getKey(), attribute.type());
      if (value.isNull()) {
        continue;
      }
      NestedAttributes inner = attribute.nested();
      if (!attribute.computed() || (inner != null && hasConfiguredPart(inner, value))) {
        return true;
      }
    }
    return false;
  }

  /// Merges each occurrence of a block or of a structure with the prior one that it continues.
  private static Value occurrences(
      Nesting nesting,
      Value prior,
      Value configuration,
      BinaryOperator<Value> merge,
      SetCorrelation correlation) {
    if (!isPresent(configuration)) {
      return configuration;
    }
    return switch (nesting) {
      case SINGLE, GROUP -> merge.apply(prior, configuration);
      case LIST -> list(prior, configuration, merge);
      case MAP -> map(prior, configuration, merge);
      case SET -> set(prior, configuration, merge, correlation);
    };
  }

  private static Value list(Value prior, Value configuration, BinaryOperator<Value> merge) {
    List<Value> before = elements(prior);
    List<Value> proposed = new ArrayList<>();
    for (Value wanted : elements(configuration)) {
      int index = proposed.size();
      proposed.add(merge.apply(index < before.size() ? before.get(index) : absent(wanted), wanted));
    }
    return Structure.sequenceLike(configuration, proposed);
  }

  private static Value map(Value prior, Value configuration, BinaryOperator<Value> merge) {
    Map<String, Value> before = entries(prior);
    Map<String, Value> proposed = new TreeMap<>();
    entries(configuration)
        .forEach((key, wanted) -> {
          Value found = before.get(key);
          proposed.put(key, merge.apply(found == null ? absent(wanted) : found, wanted));
        });
    return Structure.mappingLike(configuration, proposed);
  }

  private static Value set(
      Value prior, Value configuration, BinaryOperator<Value> merge, SetCorrelation correlation) {
    SetCorrelation.Candidates candidates = correlation.candidates(elements(prior));
    List<Value> proposed = new ArrayList<>();
    for (Value wanted : elements(configuration)) {
      Value found = candidates.takeFor(wanted);
      proposed.add(merge.apply(found == null ? absent(wanted) : found, wanted));
    }
    return Structure.sequenceLike(configuration, proposed);
  }

  private static Value absent(Value like) {
    return Value.nullOf(like.type());
  }
}
