package dev.holdfast.hcl.syntax;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The names that the `for` expressions around a place define, for a walk over a tree. Counting
/// instead of copying a set for each level keeps the cost of the walk linear.
public final class LoopNames {
  private final Map<String, Integer> defined = new HashMap<>();

  /// Whether a name is one of them here.
  public boolean contains(String name) {
    return defined.containsKey(name);
  }

  /// Visits what an expression is made of, in the order written, with the names that it defines for
  /// each part.
  public void visitParts(Expression expression, Consumer<Expression> visit) {
    switch (expression) {
      case ForExpression loop -> {
        visit.accept(loop.collection());
        define(loop.keyName());
        define(loop.valueName());
        if (loop.resultKey() != null) {
          visit.accept(loop.resultKey());
        }
        visit.accept(loop.result());
        if (loop.condition() != null) {
          visit.accept(loop.condition());
        }
        forget(loop.keyName());
        forget(loop.valueName());
      }
      case TemplateForExpression loop -> {
        visit.accept(loop.collection());
        define(loop.keyName());
        define(loop.valueName());
        visit.accept(loop.body());
        forget(loop.keyName());
        forget(loop.valueName());
      }
      default -> expression.children().forEach(visit);
    }
  }

  /// Enters something that defines a name; null for none.
  public void define(@Nullable String name) {
    if (name != null) {
      defined.merge(name, 1, Integer::sum);
    }
  }

  /// Leaves it again.
  public void forget(@Nullable String name) {
    if (name != null) {
      defined.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
