package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows a tree as an s-expression, so that tables of expected trees can be written by hand.
final class ExpressionDump {
  private ExpressionDump() {}

  static String of(Expression expression) {
    return switch (expression) {
      case LiteralExpression literal -> value(literal.value());
      case TemplateExpression template ->
          list(template.kind().name().toLowerCase(Locale.ROOT), template.parts());
      case TemplateWrapExpression wrap -> list("wrap", wrap.children());
      case TemplateIfExpression condition -> list("%if", condition.children());
      case TemplateForExpression loop ->
          list("%for " + names(loop.keyName(), loop.valueName()), loop.children());
      case ScopeTraversalExpression(Traversal traversal) ->
          traversal.root() + steps(traversal.steps());
      case RelativeTraversalExpression relative ->
          "(from " + of(relative.source()) + " " + steps(relative.steps()) + ")";
      case IndexExpression index -> list("index", index.children());
      case SplatExpression splat -> list(splat.full() ? "[*]" : ".*", splat.children());
      case SplatItemExpression item -> "each";
      case FunctionCallExpression call ->
          list("call " + call.name() + (call.expandsFinal() ? "..." : ""), call.arguments());
      case ConditionalExpression conditional -> list("?", conditional.children());
      case UnaryExpression unary -> list(unary.operator().symbol(), unary.children());
      case BinaryExpression binary -> list(binary.operator().symbol(), binary.children());
      case TupleExpression tuple -> list("tuple", tuple.elements());
      case ObjectExpression object -> list("object", object.children());
      case ForExpression loop -> loop(loop);
      case ParenthesesExpression parentheses -> list("parens", parentheses.children());
    };
  }

  private static String loop(ForExpression loop) {
    String dump = "(for " + names(loop.keyName(), loop.valueName()) + " " + of(loop.collection());
    dump += loop.resultKey() == null ? "" : " => " + of(loop.resultKey());
    dump += " " + of(loop.result()) + (loop.groups() ? "..." : "");
    return dump + (loop.condition() == null ? ")" : " if " + of(loop.condition()) + ")");
  }

  private static String names(@Nullable String key, String value) {
    return key == null ? value : key + "," + value;
  }

  private static String list(String head, List<Expression> children) {
    return "("
        + head
        + children.stream().map(child -> " " + of(child)).collect(Collectors.joining())
        + ")";
  }

  private static String steps(List<TraversalStep> steps) {
    return steps.stream()
        .map(step ->
            switch (step) {
              case TraversalStep.Attribute attribute -> "." + attribute.name();
              case TraversalStep.Index index -> "[" + value(index.key()) + "]";
            })
        .collect(Collectors.joining());
  }

  private static String value(Value value) {
    return switch (value) {
      case NumberValue number -> number.value().toString();
      case BooleanValue bool -> String.valueOf(bool.value());
      case NullValue nothing -> "null";
      case UnknownValue unknown -> "?";
      case StringValue string ->
          '"'
              + string
                  .value()
                  .replace("\\", "\\\\")
                  .replace("\n", "\\n")
                  .replace("\r", "\\r")
                  .replace("\t", "\\t")
                  .replace("\"", "\\\"")
              + '"';
      default -> throw new IllegalArgumentException("no literal has this type: " + value.type());
    };
  }
}
