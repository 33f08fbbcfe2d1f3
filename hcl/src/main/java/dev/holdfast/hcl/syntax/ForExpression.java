package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[for key, value in collection : result if condition]`, or `{for key, value in collection :
/// resultKey => result... if condition}`
///
/// @param keyName null when only the value is named
/// @param resultKey null when it makes a tuple, present when it makes an object
/// @param groups whether `...` follows the result, so that each key has the tuple of its results
/// @param condition null when there is none
/// @param range with the brackets or braces
public record ForExpression(
    @Nullable String keyName,
    String valueName,
    Expression collection,
    @Nullable Expression resultKey,
    Expression result,
    boolean groups,
    @Nullable Expression condition,
    SourceRange range)
    implements Expression {

  /// Whether it makes an object, not a tuple.
  public boolean makesObject() {
    return resultKey != null;
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>(4);
    children.add(collection);
    if (resultKey != null) {
      children.add(resultKey);
    }
    children.add(result);
    if (condition != null) {
      children.add(condition);
    }
    return List.copyOf(children);
  }
}
