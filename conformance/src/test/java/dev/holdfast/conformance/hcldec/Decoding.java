package dev.holdfast.conformance.hcldec;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.References;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decodes a body by a specification.
public final class Decoding {
  private final Scope scope;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Traversal> references = new ArrayList<>();

  private Decoding(Scope scope) {
    this.scope = scope;
  }

  /// What came of decoding.
  ///
  /// @param references what the decoded arguments refer to
  public record Decoded(Value value, List<Diagnostic> diagnostics, List<Traversal> references) {}

  /// Decodes a body.
  ///
  /// @param scope what its expressions may use
  public static Decoded decode(Specification specification, Body body, Scope scope) {
    Decoding decoding = new Decoding(scope);
    Value value = decoding.body(specification, body);
    return new Decoded(value, decoding.diagnostics, decoding.references);
  }

  private Value body(Specification specification, Body body) {
    BodyContent content = body.content(schema(specification, BodySchema.EMPTY));
    diagnostics.addAll(content.diagnostics());
    return value(specification, content);
  }

  private static BodySchema schema(Specification specification, BodySchema before) {
    return switch (specification) {
      case Specification.Literal literal -> before;
      case Specification.ObjectOf object -> {
        BodySchema schema = before;
        for (Specification part : object.parts().values()) {
          schema = schema(part, schema);
        }
        yield schema;
      }
      case Specification.Argument argument ->
          argument.required()
              ? before.withRequired(argument.name())
              : before.withOptional(argument.name());
      case Specification.OneBlock block -> before.withBlock(block.type());
      case Specification.BlockList list -> before.withBlock(list.type());
      case Specification.BlockMap map ->
          before.withBlock(map.type(), map.labels().toArray(new String[0]));
    };
  }

  private Value value(Specification specification, BodyContent content) {
    return switch (specification) {
      case Specification.Literal(Value value) -> value;
      case Specification.ObjectOf(var parts) -> {
        Map<String, Value> values = new LinkedHashMap<>();
        parts.forEach((name, part) -> values.put(name, value(part, content)));
        yield Value.object(values);
      }
      case Specification.Argument argument -> argument(argument, content);
      case Specification.OneBlock block -> oneBlock(block, content);
      case Specification.BlockList list ->
          Value.list(
              list.content().impliedType(),
              content.blocks(list.type()).stream()
                  .map(block -> body(list.content(), block.body()))
                  .toList());
      case Specification.BlockMap map -> blockMap(map, content.blocks(map.type()), 0);
    };
  }

  private Value argument(Specification.Argument argument, BodyContent content) {
    Attribute attribute = content.attribute(argument.name());
    if (attribute == null) {
      return Value.nullOf(argument.type());
    }
    references.addAll(References.of(attribute.expression()));
    Evaluation evaluation = Evaluator.evaluate(attribute.expression(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    try {
      return Conversion.convert(evaluation.value(), argument.type());
    } catch (ConversionException exception) {
      diagnostics.add(
          Diagnostic.error(
              "Incorrect attribute value type",
              "Inappropriate value for attribute \""
                  + argument.name()
                  + "\": "
                  + exception.getMessage()
                  + ".",
              attribute.expression().range()));
      return Value.unknown(argument.type());
    }
  }

  private Value oneBlock(Specification.OneBlock specification, BodyContent content) {
    List<Block> blocks = content.blocks(specification.type());
    if (blocks.size() > 1) {
      diagnostics.add(
          Diagnostic.error(
              "Duplicate " + specification.type() + " block",
              "Only one block of type \"" + specification.type() + "\" is allowed.",
              blocks.get(1).definitionRange()));
    }
    if (blocks.isEmpty()) {
      if (specification.required()) {
        diagnostics.add(
            Diagnostic.error(
                "Missing " + specification.type() + " block",
                "A block of type \"" + specification.type() + "\" is required here.",
                content.missingItemRange()));
      }
      return Value.nullOf(specification.impliedType());
    }
    return body(specification.content(), blocks.getFirst().body());
  }

  private Value blockMap(Specification.BlockMap map, List<Block> blocks, int label) {
    Map<String, List<Block>> byLabel = new LinkedHashMap<>();
    for (Block block : blocks) {
      byLabel.computeIfAbsent(block.label(label), _ -> new ArrayList<>()).add(block);
    }
    boolean last = label == map.labels().size() - 1;
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, List<Block>> entry : byLabel.entrySet()) {
      List<Block> same = entry.getValue();
      if (last && same.size() > 1) {
        diagnostics.add(
            Diagnostic.error(
                "Duplicate " + map.type() + " block",
                "A block of type \"" + map.type() + "\" with this label is already defined.",
                same.get(1).definitionRange()));
      }
      values.put(
          entry.getKey(),
          last ? body(map.content(), same.getFirst().body()) : blockMap(map, same, label + 1));
    }
    Specification.BlockMap rest =
        new Specification.BlockMap(
            map.type(), map.labels().subList(label + 1, map.labels().size()), map.content());
    return Value.map(rest.impliedType(), values);
  }
}
