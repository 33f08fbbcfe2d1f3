package dev.holdfast.engine.schema.decode;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Turns a body into the value that a block schema asks for. Everything that does not fit is a
/// diagnostic, and the part is then unknown, so that one fault does not hide the others. Linear in
/// the body, expanded blocks included.
public final class BodyDecoder {
  private final Diagnostics diagnostics = new Diagnostics();
  private final Diagnostics deprecations = new Diagnostics();

  private BodyDecoder() {}

  /// The value of a body in a scope.
  ///
  /// @param header where the block of the body begins: what to blame for the block as a whole
  public static DecodedBody decode(Body body, SourceRange header, Block schema, Scope scope) {
    BodyDecoder decoder = new BodyDecoder();
    Part part = decoder.block(body, schema, scope, header);
    return new DecodedBody(
        part.value(), decoder.diagnostics.list(), decoder.deprecations.list(), part.ranges());
  }

  private record Part(Value value, BodyRanges ranges) {}

  /// One nested block, written or expanded.
  private record Occurrence(String key, Part part) {}

  private Part block(Body body, Block schema, Scope scope, SourceRange header) {
    BodyContent content = body.content(BlockSyntax.of(schema));
    diagnostics.addAll(content.diagnostics());
    if (!schema.deprecation().isEmpty()) {
      deprecations.add(Diagnostic.warning("Block is deprecated", schema.deprecation(), header));
    }
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, SourceRange> ranges = new LinkedHashMap<>();
    schema
        .attributes()
        .forEach((name, attribute) -> {
          var written = content.attribute(name);
          if (written == null && BlockSyntax.isWrittenAsBlocks(attribute, name, content)) {
            values.put(name, attributeAsBlocks(name, attribute, content, scope));
          } else if (written == null) {
            values.put(name, Value.nullOf(attribute.type()));
          } else {
            ranges.put(name, written.expression().range());
            values.put(name, attribute(attribute, written, scope));
          }
        });
    Map<String, List<BodyRanges>> blockRanges = new LinkedHashMap<>();
    Map<String, Map<String, BodyRanges>> keyRanges = new LinkedHashMap<>();
    schema
        .blocks()
        .forEach((name, nested) -> {
          Blocks blocks = occurrences(name, nested.block(), content, scope);
          values.put(name, collect(name, nested, blocks, header));
          for (Occurrence occurrence : blocks.occurrences()) {
            blockRanges
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(occurrence.part().ranges());
            keyRanges
                .computeIfAbsent(name, key -> new LinkedHashMap<>())
                .put(occurrence.key(), occurrence.part().ranges());
          }
        });
    return new Part(Value.object(values), new BodyRanges(header, ranges, blockRanges, keyRanges));
  }

  private Value attribute(
      Attribute attribute, dev.holdfast.hcl.syntax.Attribute written, Scope scope) {
    String name = written.name();
    if (!attribute.required() && !attribute.optional()) {
      diagnostics.add(
          Diagnostic.error(
              "Value for unconfigurable attribute",
              ("Can't configure a value for \"%s\": its value will be decided automatically based on"
                      + " the result of applying this configuration.")
                  .formatted(name),
              written.range()));
      return Value.unknown(attribute.type());
    }
    if (!attribute.deprecation().isEmpty()) {
      deprecations.add(
          Diagnostic.warning("Argument is deprecated", attribute.deprecation(), written.range()));
    }
    Evaluation evaluation = Evaluator.evaluate(written.expression(), scope);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return Value.unknown(attribute.type());
    }
    try {
      Value value = Conversion.convert(evaluation.value(), acceptedType(attribute));
      if (value.isNull() && attribute.required()) {
        diagnostics.add(
            Diagnostic.error(
                "Missing required argument",
                "The argument \"%s\" is required, but the value is null.".formatted(name),
                written.expression().range()));
      }
      return value;
    } catch (ConversionException mismatch) {
      diagnostics.add(
          Diagnostic.error(
              "Incorrect attribute value type",
              "Inappropriate value for attribute \"%s\": %s."
                  .formatted(name, mismatch.getMessage()),
              written.expression().range()));
      return Value.unknown(attribute.type());
    }
  }

  /// The type with every attribute optional that need not be written.
  private static Type acceptedType(Attribute attribute) {
    NestedAttributes nested = attribute.nested();
    if (nested == null) {
      return attribute.type();
    }
    Map<String, Type> types = new TreeMap<>();
    Set<String> optional = new HashSet<>();
    nested
        .attributes()
        .forEach((name, each) -> {
          types.put(name, acceptedType(each));
          if (!each.required()) {
            optional.add(name);
          }
        });
    Type object = new ObjectType(types, optional);
    return switch (nested.nesting()) {
      case SINGLE, GROUP -> object;
      case LIST -> Type.list(object);
      case SET -> Type.set(object);
      case MAP -> Type.map(object);
    };
  }

  /// A list or set of objects that the old SDK lets people write as blocks.
  private Value attributeAsBlocks(
      String name, Attribute attribute, BodyContent content, Scope scope) {
    Block element = BlockSyntax.elementBlock(attribute);
    Blocks blocks = occurrences(name, element, content, scope);
    if (!blocks.known()) {
      return Value.unknown(attribute.type());
    }
    List<Value> values = blocks.occurrences().stream().map(each -> each.part().value()).toList();
    return attribute.type() instanceof dev.holdfast.hcl.type.SetType
        ? Value.set(element.impliedType(), values)
        : Value.list(element.impliedType(), values);
  }

  /// @param known false where it is not known yet how many there will be
  private record Blocks(List<Occurrence> occurrences, boolean known) {}

  private Blocks occurrences(String name, Block schema, BodyContent content, Scope scope) {
    List<Occurrence> occurrences = new ArrayList<>();
    boolean known = true;
    for (var block : content.blocks()) {
      if (block.type().equals(name)) {
        String key = block.labels().isEmpty() ? "" : block.label(0);
        occurrences.add(
            new Occurrence(key, block(block.body(), schema, scope, block.definitionRange())));
      } else if (block.type().equals("dynamic") && block.label(0).equals(name)) {
        DynamicBlocks.Expansion expansion = new DynamicBlocks(diagnostics).expand(block, scope);
        known &= expansion.known();
        for (DynamicBlocks.Expanded expanded : expansion.blocks()) {
          String key = expanded.labels().isEmpty() ? "" : expanded.labels().getFirst();
          Part part =
              block(
                  expanded.body(), schema, expanded.scope(), expanded.written().definitionRange());
          occurrences.add(new Occurrence(key, part));
        }
      }
    }
    return new Blocks(occurrences, known);
  }

  private Value collect(String name, NestedBlock nested, Blocks blocks, SourceRange header) {
    Type one = nested.block().impliedType();
    List<Value> values = blocks.occurrences().stream().map(each -> each.part().value()).toList();
    if (!blocks.known()) {
      return Value.unknown(nested.nesting() == Nesting.GROUP ? one : nested.impliedType());
    }
    checkCount(name, nested, blocks.occurrences(), header);
    boolean dynamic = one.containsDynamic();
    return switch (nested.nesting()) {
      case SINGLE -> values.isEmpty() ? Value.nullOf(one) : values.getFirst();
      case GROUP ->
          values.isEmpty()
              ? dev.holdfast.engine.schema.EmptyBlocks.of(nested.block())
              : values.getFirst();
      case LIST -> dynamic ? Value.tuple(values) : Value.list(one, values);
      case SET -> Value.set(one, values);
      case MAP -> {
        Map<String, Value> byKey = new LinkedHashMap<>();
        for (Occurrence occurrence : blocks.occurrences()) {
          if (byKey.put(occurrence.key(), occurrence.part().value()) != null) {
            diagnostics.add(
                Diagnostic.error(
                    "Duplicate %s block".formatted(name),
                    "A block of type \"%s\" with the label \"%s\" was given already."
                        .formatted(name, occurrence.key()),
                    occurrence.part().ranges().header()));
          }
        }
        yield dynamic ? Value.object(byKey) : Value.map(one, byKey);
      }
    };
  }

  private void checkCount(
      String name, NestedBlock nested, List<Occurrence> occurrences, SourceRange header) {
    int count = occurrences.size();
    boolean single = nested.nesting() == Nesting.SINGLE || nested.nesting() == Nesting.GROUP;
    int maximum = single ? 1 : nested.maximum();
    if (count < nested.minimum()) {
      diagnostics.add(
          Diagnostic.error(
              "Insufficient %s blocks".formatted(name),
              "At least %d \"%s\" blocks are required.".formatted(nested.minimum(), name),
              header));
    }
    if (maximum > 0 && count > maximum) {
      diagnostics.add(
          Diagnostic.error(
              single ? "Duplicate %s block".formatted(name) : "Too many %s blocks".formatted(name),
              single
                  ? "Only one block of type \"%s\" is allowed.".formatted(name)
                  : "No more than %d \"%s\" blocks are allowed.".formatted(maximum, name),
              occurrences.get(maximum).part().ranges().header()));
    }
  }
}
