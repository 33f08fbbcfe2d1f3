package dev.holdfast.conformance.hcldec;

import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.evaluation.TypeConstraint;
import dev.holdfast.hcl.evaluation.TypeConstraintParser;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `.hcldec` file: the variables that the decoded file may use, and what is decoded.
///
/// Fails, with an exception, for what it does not know: a case must not pass because its
/// specification was not understood.
public record SpecificationFile(Map<String, Value> variables, Specification root) {

  /// Reads such a file.
  public static SpecificationFile parse(SourceFile source) {
    Parsed<HclFile> parsed = HclParser.parseFile(source);
    if (parsed.hasErrors()) {
      throw new IllegalArgumentException(parsed.diagnostics().toString());
    }
    Map<String, Value> variables = new HashMap<>();
    Specification root = null;
    for (Block block : ((NativeBody) parsed.tree().body()).blocks()) {
      if (block.type().equals("variables")) {
        attributes(block).values().forEach(each -> variables.put(each.name(), value(each)));
      } else if (root == null) {
        root = specification(block);
      } else {
        throw new IllegalArgumentException("two specifications in " + source.name());
      }
    }
    if (root == null) {
      throw new IllegalArgumentException("no specification in " + source.name());
    }
    return new SpecificationFile(Map.copyOf(variables), root);
  }

  private static Specification specification(Block block) {
    Map<String, Attribute> attributes = attributes(block);
    Attribute demand = attributes.get("required");
    boolean required = demand != null && value(demand).equals(Values.TRUE);
    return switch (block.type()) {
      case "literal" -> new Specification.Literal(value(attribute(block, "value")));
      case "object" -> new Specification.ObjectOf(parts(block));
      case "attr" ->
          new Specification.Argument(
              name(block, "name"), type(attribute(block, "type").expression()), required);
      case "block" ->
          new Specification.OneBlock(name(block, "block_type"), required, content(block));
      case "block_list" -> new Specification.BlockList(name(block, "block_type"), content(block));
      case "block_map" ->
          new Specification.BlockMap(
              name(block, "block_type"), strings(attribute(block, "labels")), content(block));
      default -> throw new IllegalArgumentException("unknown specification " + block.type());
    };
  }

  private static Map<String, Specification> parts(Block object) {
    Map<String, Specification> parts = new LinkedHashMap<>();
    for (Block part : ((NativeBody) object.body()).blocks()) {
      String partName = part.labels().isEmpty() ? name(part, "name") : part.label(0);
      parts.put(partName, specification(part));
    }
    return parts;
  }

  private static Specification content(Block block) {
    List<Block> blocks = ((NativeBody) block.body()).blocks();
    if (blocks.size() != 1) {
      throw new IllegalArgumentException("one specification is needed in " + block.type());
    }
    return specification(blocks.getFirst());
  }

  /// The argument, or else the label, which names a part of an object and, if nothing else is said,
  /// what it is decoded from.
  private static String name(Block block, String argument) {
    Attribute attribute = attributes(block).get(argument);
    if (attribute != null) {
      return ((StringValue) value(attribute)).value();
    }
    if (block.labels().isEmpty()) {
      throw new IllegalArgumentException(block.type() + " has neither a label nor " + argument);
    }
    return block.label(0);
  }

  private static Attribute attribute(Block block, String name) {
    Attribute attribute = attributes(block).get(name);
    if (attribute == null) {
      throw new IllegalArgumentException(block.type() + " has no argument " + name);
    }
    return attribute;
  }

  private static Map<String, Attribute> attributes(Block block) {
    return ((NativeBody) block.body()).attributes();
  }

  private static List<String> strings(Attribute attribute) {
    return ((TupleValue) value(attribute))
        .elements().stream().map(each -> ((StringValue) each).value()).toList();
  }

  private static Value value(Attribute attribute) {
    Evaluation evaluation = Evaluator.evaluate(attribute.expression(), NothingScope.NOTHING);
    if (evaluation.hasErrors()) {
      throw new IllegalArgumentException(evaluation.diagnostics().toString());
    }
    return evaluation.value();
  }

  private static Type type(Expression expression) {
    Parsed<TypeConstraint> parsed = TypeConstraintParser.parseConstraint(expression);
    if (parsed.hasErrors()) {
      throw new IllegalArgumentException(parsed.diagnostics().toString());
    }
    return parsed.tree().type();
  }
}
