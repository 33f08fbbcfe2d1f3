package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// A node of the syntax tree of an expression, as written and not yet evaluated.
///
/// The native and the JSON syntax give the same nodes. A tree is never deeper than
/// [HclParser#MAXIMUM_DEPTH], so plain recursion over it is safe. Where the parser found a fault
/// and could not tell what was meant, there is a [LiteralExpression] of
/// [dev.holdfast.hcl.value.Values#UNKNOWN].
public sealed interface Expression
    permits LiteralExpression,
        TemplateExpression,
        TemplateWrapExpression,
        TemplateIfExpression,
        TemplateForExpression,
        ScopeTraversalExpression,
        RelativeTraversalExpression,
        IndexExpression,
        SplatExpression,
        SplatItemExpression,
        FunctionCallExpression,
        ConditionalExpression,
        UnaryExpression,
        BinaryExpression,
        TupleExpression,
        ObjectExpression,
        ForExpression,
        ParenthesesExpression {

  /// The whole text of the expression.
  SourceRange range();

  /// The expressions directly in it, in the order they are written.
  List<Expression> children();
}
