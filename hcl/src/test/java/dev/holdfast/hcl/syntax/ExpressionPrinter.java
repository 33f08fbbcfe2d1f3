package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a tree as source text that has this tree again. Heredocs become quoted templates.
final class ExpressionPrinter {
  private ExpressionPrinter() {}

  static String print(Expression expression) {
    return switch (expression) {
      case LiteralExpression literal -> value(literal.value());
      case TemplateExpression template -> "\"" + parts(template) + "\"";
      case TemplateWrapExpression wrap -> "\"${" + print(wrap.wrapped()) + "}\"";
      case TemplateIfExpression directive -> "\"" + part(directive) + "\"";
      case TemplateForExpression directive -> "\"" + part(directive) + "\"";
      case ScopeTraversalExpression(Traversal traversal) ->
          traversal.root() + steps(traversal.steps());
      case RelativeTraversalExpression relative ->
          print(relative.source()) + steps(relative.steps());
      case IndexExpression index -> print(index.collection()) + "[" + print(index.key()) + "]";
      case SplatExpression splat ->
          print(splat.source()) + (splat.full() ? "[*]" : ".*") + print(splat.each());
      case SplatItemExpression item -> "";
      case FunctionCallExpression call ->
          call.name() + "(" + list(call.arguments()) + (call.expandsFinal() ? "...)" : ")");
      case ConditionalExpression choice ->
          "%s ? %s : %s"
              .formatted(
                  print(choice.condition()), print(choice.whenTrue()), print(choice.whenFalse()));
      case UnaryExpression unary -> unary.operator().symbol() + print(unary.operand());
      case BinaryExpression binary ->
          print(binary.left()) + " " + binary.operator().symbol() + " " + print(binary.right());
      case TupleExpression tuple -> "[" + list(tuple.elements()) + "]";
      case ObjectExpression object ->
          object.items().stream()
              .map(item -> key(item.key()) + " = " + print(item.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ForExpression loop -> loop(loop);
      case ParenthesesExpression parentheses -> "(" + print(parentheses.inner()) + ")";
    };
  }

  private static String list(List<Expression> expressions) {
    return expressions.stream().map(ExpressionPrinter::print).collect(Collectors.joining(", "));
  }

  /// A literal key that is a bare name stays one.
  private static String key(Expression key) {
    return key instanceof LiteralExpression(StringValue name, var range)
        ? name.value()
        : print(key);
  }

  private static String loop(ForExpression loop) {
    String text = "for " + (loop.keyName() == null ? "" : loop.keyName() + ", ");
    text += loop.valueName() + " in " + print(loop.collection()) + " : ";
    text += loop.resultKey() == null ? "" : print(loop.resultKey()) + " => ";
    text += print(loop.result()) + (loop.groups() ? "..." : "");
    text += loop.condition() == null ? "" : " if " + print(loop.condition());
    return loop.makesObject() ? "{" + text + "}" : "[" + text + "]";
  }

  private static String parts(Expression template) {
    return template instanceof TemplateExpression(var parts, var kind, var range)
        ? parts.stream().map(ExpressionPrinter::part).collect(Collectors.joining())
        : part(template);
  }

  private static String part(Expression part) {
    return switch (part) {
      case LiteralExpression(StringValue text, var range) -> {
        String quoted = quoted(text.value());
        // Before an interpolation they would be taken for the escape of its mark.
        yield quoted
            .substring(1, quoted.length() - 1)
            .replaceFirst("\\$$", "\\\\u0024")
            .replaceFirst("%$", "\\\\u0025");
      }
      case TemplateIfExpression directive ->
          "%%{ if %s }%s%%{ else }%s%%{ endif }"
              .formatted(
                  print(directive.condition()),
                  parts(directive.whenTrue()),
                  parts(directive.whenFalse()));
      case TemplateForExpression directive ->
          "%%{ for %s%s in %s }%s%%{ endfor }"
              .formatted(
                  directive.keyName() == null ? "" : directive.keyName() + ", ",
                  directive.valueName(),
                  print(directive.collection()),
                  parts(directive.body()));
      case Expression expression -> "${" + print(expression) + "}";
    };
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

  private static String quoted(String text) {
    return QuotedText.of(text).replace("${", "$${").replace("%{", "%%{");
  }

  private static String value(Value value) {
    return switch (value) {
      case StringValue text -> quoted(text.value());
      case NullValue nothing -> "null";
      case Value other -> ValueText.of(other);
    };
  }
}
