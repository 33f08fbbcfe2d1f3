package dev.holdfast.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/// Finds the names that an expression needs from the scope around it.
public final class References {
  private final List<Traversal> found = new ArrayList<>();
  private final LoopNames loops = new LoopNames();

  private References() {}

  /// All traversals in the expression whose root is not defined by a `for` around them, in the
  /// order they are written, duplicates kept. Linear in the size of the expression.
  public static List<Traversal> of(Expression expression) {
    References references = new References();
    references.visit(expression);
    return List.copyOf(references.found);
  }

  private void visit(Expression expression) {
    if (expression instanceof ScopeTraversalExpression(Traversal traversal)) {
      if (!loops.contains(traversal.root())) {
        found.add(traversal);
      }
    } else {
      loops.visitParts(expression, this::visit);
    }
  }
}
