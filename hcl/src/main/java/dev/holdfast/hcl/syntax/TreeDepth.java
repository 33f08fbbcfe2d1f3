package dev.holdfast.hcl.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/// Limits how deep trees are. The nesting of brackets is limited while parsing; a chain such as `a
/// + a + …` nests nothing and yet gives a deep tree.
final class TreeDepth {
  private TreeDepth() {}

  /// The expression, or an unknown in its place and a diagnostic if it is too deep. Linear, and
  /// only looks where there are enough tokens for it.
  static Expression limited(Expression expression, int tokens, TokenCursor cursor) {
    if (tokens <= HclParser.MAXIMUM_DEPTH || !isTooDeep(expression)) {
      return expression;
    }
    if (!cursor.isTooDeep()) {
      cursor.error(
          "Expression too complex",
          "The operators and brackets of this expression are nested more than "
              + HclParser.MAXIMUM_DEPTH
              + " levels deep; each further operator of a chain is a level. Move a part of it to a local"
              + " value.",
          expression.range());
    }
    return ExpressionParser.unknown(expression.range());
  }

  private record Level(Expression expression, int depth) {}

  private static boolean isTooDeep(Expression root) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(root, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > HclParser.MAXIMUM_DEPTH) {
        return true;
      }
      for (Expression child : level.expression().children()) {
        open.push(new Level(child, level.depth() + 1));
      }
    }
    return false;
  }
}
