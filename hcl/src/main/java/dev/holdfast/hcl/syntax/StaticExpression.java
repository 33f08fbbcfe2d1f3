package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be told of an expression without evaluating it. Some arguments (`depends_on`,
/// `provider`, `type`, …) are read so. A string of the JSON syntax then stands for the native
/// expression that it contains.
public final class StaticExpression {
  private StaticExpression() {}

  /// The text of a string without interpolation, or null.
  public static @Nullable String string(Expression expression) {
    return switch (expression) {
      case LiteralExpression literal when literal.value() instanceof StringValue string ->
          string.value();
      case TemplateExpression template -> template.literalText();
      default -> null;
    };
  }

  /// The single bare name that the expression is (`self`, `string`), or null. `true`, `false` and
  /// `null` are not names.
  public static @Nullable String keyword(Expression expression) {
    return reparsed(expression) instanceof ScopeTraversalExpression(Traversal traversal)
            && traversal.steps().isEmpty()
        ? traversal.root()
        : null;
  }

  /// The traversal that the expression is, or an error at it.
  public static Parsed<@Nullable Traversal> traversal(Expression expression) {
    Parsed<Expression> parsed = reparse(expression);
    Traversal traversal = asTraversal(parsed.tree());
    if (traversal != null) {
      return new Parsed<>(traversal, parsed.diagnostics());
    }
    if (parsed.hasErrors()) {
      return new Parsed<>(null, parsed.diagnostics());
    }
    return new Parsed<>(
        null,
        List.of(
            Diagnostic.error(
                "Invalid expression",
                "A single static variable reference is required: only attribute access and indexing"
                    + " with constant keys. No calculations, function calls, template expressions, etc"
                    + " are allowed here.",
                expression.range())));
  }

  /// Where only names can stand, `true`, `false` and `null` are names too: `provider = null.west`.
  private static @Nullable Traversal asTraversal(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) -> traversal;
      case LiteralExpression(BooleanValue value, SourceRange range) ->
          new Traversal(String.valueOf(value.value()), range, List.of(), range);
      case LiteralExpression(NullValue _, SourceRange range) ->
          new Traversal("null", range, List.of(), range);
      case RelativeTraversalExpression relative -> {
        Traversal source = asTraversal(relative.source());
        if (source == null) {
          yield null;
        }
        List<TraversalStep> steps = new ArrayList<>(source.steps());
        steps.addAll(relative.steps());
        yield new Traversal(source.root(), source.rootRange(), steps, relative.range());
      }
      default -> null;
    };
  }

  /// The native expression that a JSON string contains; any other expression as it is. A JSON
  /// string that is not an expression is left as it is.
  public static Expression reparsed(Expression expression) {
    Parsed<Expression> parsed = reparse(expression);
    return parsed.hasErrors() ? expression : parsed.tree();
  }

  /// The expression that a quoted string of the native syntax contains, as old configurations write
  /// references; any other expression as it is. A string that is not an expression is left as it
  /// is.
  public static Expression unquoted(Expression expression) {
    if (expression instanceof TemplateExpression template
        && template.kind() == TemplateExpression.Kind.QUOTED) {
      String text = template.literalText();
      if (text != null) {
        Parsed<Expression> parsed = HclParser.parseExpressionWithin(text, template.range());
        return parsed.hasErrors() ? expression : parsed.tree();
      }
    }
    return expression;
  }

  private static Parsed<Expression> reparse(Expression expression) {
    if (expression instanceof TemplateExpression template
        && template.kind() == TemplateExpression.Kind.JSON) {
      String text = template.literalText();
      if (text != null) {
        return HclParser.parseExpressionWithin(text, template.range());
      }
    }
    return new Parsed<>(expression, List.of());
  }
}
