package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `{ name = a, (expression) = b, "text" : c }`
///
/// @param range with the braces
public record ObjectExpression(List<Item> items, SourceRange range) implements Expression {

  /// One key and its value.
  ///
  /// @param key a bare name is a [LiteralExpression] string; in parentheses it is a
  ///   [ParenthesesExpression] and is evaluated. A key like `aws.east` is a
  ///   [ScopeTraversalExpression]: some arguments are read without evaluating them and allow it; to
  ///   evaluate it is an error, since it is not clear what was meant
  public record Item(Expression key, Expression value) {

    /// The text of the key when it needs no evaluation, else null.
    public @Nullable String literalKey() {
      return StaticExpression.string(key);
    }
  }

  public ObjectExpression {
    items = List.copyOf(items);
  }

  @Override
  public List<Expression> children() {
    return items.stream().flatMap(item -> Stream.of(item.key(), item.value())).toList();
  }
}
