package dev.holdfast.hcl.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the names that an expression needs from the scope around it.
public final class References {
  private final List<Traversal> found = new ArrayList<>();

  /// How many enclosing `for` expressions define each name. Counting instead of copying a set for
  /// each level keeps the cost linear.
  private final Map<String, Integer> defined = new HashMap<>();

  private References() {}

  /// All traversals in the expression whose root is not defined by a `for` around them, in the
  /// order they are written, duplicates kept. Linear in the size of the expression.
  public static List<Traversal> of(Expression expression) {
    References references = new References();
    references.visit(expression);
    return List.copyOf(references.found);
  }

  private void visit(Expression expression) {
    switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) -> {
        if (!defined.containsKey(traversal.root())) {
          found.add(traversal);
        }
      }
      case ForExpression loop -> {
        visit(loop.collection());
        define(loop.keyName());
        define(loop.valueName());
        if (loop.resultKey() != null) {
          visit(loop.resultKey());
        }
        visit(loop.result());
        if (loop.condition() != null) {
          visit(loop.condition());
        }
        forget(loop.keyName());
        forget(loop.valueName());
      }
      case TemplateForExpression loop -> {
        visit(loop.collection());
        define(loop.keyName());
        define(loop.valueName());
        visit(loop.body());
        forget(loop.keyName());
        forget(loop.valueName());
      }
      default -> expression.children().forEach(this::visit);
    }
  }

  private void define(@Nullable String name) {
    if (name != null) {
      defined.merge(name, 1, Integer::sum);
    }
  }

  private void forget(@Nullable String name) {
    if (name != null) {
      defined.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
