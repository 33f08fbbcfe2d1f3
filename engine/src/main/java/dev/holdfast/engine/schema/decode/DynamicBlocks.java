package dev.holdfast.engine.schema.decode;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.LocalScope;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Expands `dynamic` blocks: one block for each element of a collection.
final class DynamicBlocks {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withRequired("for_each")
          .withOptional("iterator", "labels")
          .withBlock("content");

  private final Diagnostics diagnostics;

  DynamicBlocks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// One block as if it were written, with the names it can use.
  record Expanded(Body body, List<String> labels, Scope scope, Block written) {}

  /// The blocks of one `dynamic` block.
  ///
  /// @param known false where it is not known yet how many there will be
  record Expansion(List<Expanded> blocks, boolean known) {}

  private static final Expansion NOTHING = new Expansion(List.of(), true);
  private static final Expansion UNKNOWN = new Expansion(List.of(), false);

  /// Linear in the number of elements.
  Expansion expand(Block dynamic, Scope scope) {
    BodyContent content = dynamic.body().content(SCHEMA);
    diagnostics.addAll(content.diagnostics());
    Attribute forEach = content.attribute("for_each");
    List<Block> contents = content.blocks("content");
    if (forEach == null) {
      return NOTHING;
    }
    if (contents.size() != 1) {
      diagnostics.add(
          Diagnostic.error(
              contents.isEmpty() ? "Missing content block" : "Extraneous content block",
              "A dynamic block must have exactly one nested block of type \"content\" that defines"
                  + " the body of each generated block.",
              dynamic.definitionRange()));
      return NOTHING;
    }
    Evaluation evaluation = Evaluator.passOn(forEach.expression(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return UNKNOWN;
    }
    Value collection = evaluation.value();
    if (collection.isNull()) {
      return fault(forEach, "Cannot use a null value in for_each.");
    }
    if (!collection.isKnown()) {
      return UNKNOWN;
    }
    String iterator = iterator(content, dynamic);
    List<Expanded> blocks = new ArrayList<>();
    Map<Value, Value> elements = elements(collection);
    if (elements == null) {
      return fault(
          forEach,
          "Cannot use a %s value in for_each. An iterable collection is required."
              .formatted(collection.type().friendlyName()));
    }
    elements.forEach((key, value) ->
        blocks.add(
            expanded(
                dynamic, contents.getFirst(), content, iterator, key, value, collection, scope)));
    return new Expansion(blocks, true);
  }

  private Expanded expanded(
      Block dynamic,
      Block written,
      BodyContent content,
      String iterator,
      Value key,
      Value value,
      Value collection,
      Scope scope) {
    Set<Mark> marks = collection.marks();
    Value element = Value.object(Map.of("key", key.mark(marks), "value", value.mark(marks)));
    Scope inner = new LocalScope(scope, Map.of(iterator, element));
    List<String> labels = new ArrayList<>();
    Attribute labelsAttribute = content.attribute("labels");
    if (labelsAttribute != null && labelsAttribute.expression() instanceof TupleExpression tuple) {
      for (Expression label : tuple.elements()) {
        Evaluation evaluated = Evaluator.evaluate(label, inner);
        diagnostics.addAll(evaluated.diagnostics());
        if (evaluated.value() instanceof StringValue text) {
          labels.add(text.value());
        } else if (!evaluated.hasErrors()) {
          diagnostics.add(
              Diagnostic.error(
                  "Invalid dynamic block label",
                  "A label of a dynamic block must be a known string.",
                  label.range()));
        }
      }
    }
    return new Expanded(written.body(), labels, inner, dynamic);
  }

  private String iterator(BodyContent content, Block dynamic) {
    Attribute iterator = content.attribute("iterator");
    if (iterator == null) {
      return dynamic.label(0);
    }
    String name = StaticExpression.keyword(iterator.expression());
    if (name == null) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid expression",
              "The iterator must be a single variable name.",
              iterator.expression().range()));
      return dynamic.label(0);
    }
    return name;
  }

  /// The elements by key, or null where the value has none.
  private static @org.jspecify.annotations.Nullable Map<Value, Value> elements(Value collection) {
    Map<Value, Value> elements = new LinkedHashMap<>();
    switch (collection) {
      case ListValue list -> number(list.elements(), elements);
      case TupleValue tuple -> number(tuple.elements(), elements);
      case SetValue set -> set.elements().forEach(element -> elements.put(element, element));
      case MapValue map ->
          map.elements().forEach((key, element) -> elements.put(Value.of(key), element));
      case ObjectValue object ->
          object.attributes().forEach((key, element) -> elements.put(Value.of(key), element));
      default -> {
        return null;
      }
    }
    return elements;
  }

  private static void number(List<Value> values, Map<Value, Value> elements) {
    for (int index = 0; index < values.size(); index++) {
      elements.put(Value.of(index), values.get(index));
    }
  }

  private Expansion fault(Attribute forEach, String detail) {
    diagnostics.add(
        Diagnostic.error("Invalid dynamic for_each value", detail, forEach.expression().range()));
    return UNKNOWN;
  }
}
