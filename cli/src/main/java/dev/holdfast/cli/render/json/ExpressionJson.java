package dev.holdfast.cli.render.json;

import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.ReferenceFinder;
import dev.holdfast.engine.config.ReferenceTarget;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.decode.BlockSyntax;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Expressions of a configuration: their value where it is constant, else what they refer to.
final class ExpressionJson {
  private ExpressionJson() {}

  /// `{"constant_value":…}`, `{"references":[…]}`, or `{}` for what is neither, such as a call of a
  /// function without references.
  static void write(Expression expression, JsonOutput out) throws IOException {
    Evaluation evaluation = Evaluator.evaluate(expression, NothingScope.NOTHING);
    List<String> references = references(expression);
    out.object(() -> {
      if (!evaluation.hasErrors() && evaluation.value().isWhollyKnown()) {
        out.name("constant_value");
        ValueParts.writeKnown(evaluation.value(), out);
      }
      writeTexts("references", references, out);
    });
  }

  /// Whether it has references or a value that is known from the start.
  static boolean saysAnything(Expression expression) {
    Evaluation evaluation = Evaluator.evaluate(expression, NothingScope.NOTHING);
    return (!evaluation.hasErrors() && evaluation.value().isWhollyKnown())
        || !references(expression).isEmpty();
  }

  /// A member with a list of texts; nothing where there are none.
  static void writeTexts(String name, List<String> texts, JsonOutput out) throws IOException {
    if (!texts.isEmpty()) {
      out.name(name);
      out.array(() -> {
        for (String text : texts) {
          out.element();
          out.text(text);
        }
      });
    }
  }

  /// Each reference in full and then, from the longest to the shortest, everything that it leads
  /// through.
  private static List<String> references(Expression expression) {
    List<String> texts = new ArrayList<>();
    for (Reference reference : ReferenceFinder.find(expression).tree()) {
      String target = reference.target().toString();
      List<TraversalStep> steps = reference.remaining();
      for (int count = steps.size(); count > 0; count--) {
        texts.add(target + text(steps.subList(0, count)));
      }
      texts.add(target);
      String whole = whole(reference.target());
      if (!whole.equals(target)) {
        texts.add(whole);
      }
    }
    return texts;
  }

  /// What a target is a part of: the resource of an instance, the call of an output.
  private static String whole(ReferenceTarget target) {
    return switch (target) {
      case ReferenceTarget.ResourceValue(var resource, var key) -> resource.toString();
      case ReferenceTarget.ModuleValue(var call, var key, var output) ->
          "module." + call + (output == null ? "" : key);
      default -> target.toString();
    };
  }

  private static String text(List<TraversalStep> steps) {
    return steps.stream()
        .map(step ->
            switch (step) {
              case TraversalStep.Attribute attribute -> "." + attribute.name();
              case TraversalStep.Index index -> "[" + key(index.key()) + "]";
            })
        .collect(Collectors.joining());
  }

  private static String key(Value key) {
    return switch (key) {
      case NumberValue number -> number.value().toString();
      case StringValue string -> QuotedText.of(string.value());
      default -> "…";
    };
  }

  /// The arguments and blocks of a body that its schema knows. What `dynamic` blocks would make is
  /// not known before evaluation, so it is not there.
  static void writeBody(Body body, Block schema, JsonOutput out) throws IOException {
    BodyContent content = body.partialContent(BlockSyntax.of(schema)).content();
    Map<String, List<dev.holdfast.hcl.syntax.Block>> blocks = new TreeMap<>();
    for (dev.holdfast.hcl.syntax.Block block : content.blocks()) {
      if (schema.blocks().containsKey(block.type())) {
        blocks.computeIfAbsent(block.type(), type -> new ArrayList<>()).add(block);
      }
    }
    out.object(() -> {
      for (Attribute attribute : new TreeMap<>(content.attributes()).values()) {
        out.name(attribute.name());
        write(attribute.expression(), out);
      }
      for (Map.Entry<String, List<dev.holdfast.hcl.syntax.Block>> entry : blocks.entrySet()) {
        out.name(entry.getKey());
        writeBlocks(
            entry.getValue(), Objects.requireNonNull(schema.blocks().get(entry.getKey())), out);
      }
    });
  }

  /// Whether [#writeBody] has anything to write.
  static boolean isEmpty(Body body, Block schema) {
    BodyContent content = body.partialContent(BlockSyntax.of(schema)).content();
    return content.attributes().isEmpty()
        && content.blocks().stream().noneMatch(block -> schema.blocks().containsKey(block.type()));
  }

  private static void writeBlocks(
      List<dev.holdfast.hcl.syntax.Block> blocks, NestedBlock nested, JsonOutput out)
      throws IOException {
    if (nested.nesting() == Nesting.SINGLE || nested.nesting() == Nesting.GROUP) {
      writeBody(blocks.getLast().body(), nested.block(), out);
    } else if (nested.nesting() == Nesting.MAP) {
      out.object(() -> {
        for (dev.holdfast.hcl.syntax.Block block : blocks) {
          out.name(block.label(0));
          writeBody(block.body(), nested.block(), out);
        }
      });
    } else {
      out.array(() -> {
        for (dev.holdfast.hcl.syntax.Block block : blocks) {
          out.element();
          writeBody(block.body(), nested.block(), out);
        }
      });
    }
  }
}
