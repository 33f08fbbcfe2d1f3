package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses what can follow a term: attributes, indexes and splats.
final class TraversalParser {
  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  TraversalParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /// `{"." name | "." number | "[" Expression "]" | "." "*" … | "[" "*" "]" …}`
  Expression parseSteps(Expression term) {
    Expression result = term;
    List<TraversalStep> steps = new ArrayList<>(0);
    while (!cursor.failing()) {
      TokenType type = cursor.peek();
      if (type == TokenType.DOT && cursor.peekSecond() == TokenType.STAR) {
        result = parseAttributeSplat(withSteps(result, steps));
      } else if (type == TokenType.DOT) {
        parseDot(steps);
      } else if (type == TokenType.OPEN_BRACKET && cursor.peekSecond() == TokenType.STAR) {
        return parseFullSplat(withSteps(result, steps));
      } else if (type == TokenType.OPEN_BRACKET) {
        result = parseIndex(result, steps);
      } else {
        break;
      }
    }
    return withSteps(result, steps);
  }

  /// The expression with the steps gathered so far, which are then forgotten.
  private static Expression withSteps(Expression source, List<TraversalStep> steps) {
    if (steps.isEmpty()) {
      return source;
    }
    List<TraversalStep> taken = List.copyOf(steps);
    steps.clear();
    SourceRange range = source.range().through(taken.getLast().range());
    if (source instanceof ScopeTraversalExpression(Traversal traversal)
        && traversal.steps().isEmpty()) {
      return new ScopeTraversalExpression(
          new Traversal(traversal.root(), traversal.rootRange(), taken, range));
    }
    return new RelativeTraversalExpression(source, taken, range);
  }

  private void parseDot(List<TraversalStep> steps) {
    int dot = cursor.read();
    switch (cursor.peek()) {
      case IDENTIFIER -> {
        int name = cursor.read();
        steps.add(
            new TraversalStep.Attribute(
                cursor.text(name), cursor.rangeBetween(dot, name), cursor.range(name)));
      }
      case NUMBER -> addOldIndexes(dot, cursor.read(), steps);
      default ->
          cursor.fail("Invalid attribute name", "An attribute name is required after a dot.");
    }
  }

  /// `a.0` is `a[0]`; `a.0.1` is `a[0][1]`, though `0.1` is one token.
  private void addOldIndexes(int dot, int number, List<TraversalStep> steps) {
    int start = cursor.start(number);
    int from = cursor.start(dot);
    for (String digits : cursor.text(number).split("\\.", -1)) {
      Value key =
          digits.chars().allMatch(each -> each >= '0' && each <= '9')
              ? NumberLiterals.parse(digits)
              : null;
      if (key == null) {
        cursor.error(
            "Invalid legacy index syntax",
            "After a dot there can only be an attribute name or a whole number. Use the bracket syntax"
                + " for other indexes, like \"[0]\".",
            cursor.range(number));
        return;
      }
      int end = start + digits.length();
      steps.add(new TraversalStep.Index(key, cursor.offsets(from, end)));
      from = end;
      start = end + 1;
    }
  }

  private Expression parseIndex(Expression collection, List<TraversalStep> steps) {
    int open = cursor.read();
    boolean newlines = cursor.newlines(false);
    Expression key = expressions.parseExpression();
    if (!cursor.failing() && !cursor.at(TokenType.CLOSE_BRACKET)) {
      cursor.fail(
          "Missing close bracket on index",
          "The index operator must end with a closing bracket (\"]\").");
    }
    cursor.closeBracket(TokenType.CLOSE_BRACKET);
    cursor.newlines(newlines);
    SourceRange bracketRange = cursor.rangeBetween(open, cursor.previous());
    Value constant = constantKey(key);
    if (constant != null) {
      steps.add(new TraversalStep.Index(constant, bracketRange));
      return collection;
    }
    Expression source = withSteps(collection, steps);
    return new IndexExpression(source, key, source.range().through(bracketRange), bracketRange);
  }

  private static @Nullable Value constantKey(Expression key) {
    if (key instanceof LiteralExpression literal && literal.value() instanceof NumberValue number) {
      return number;
    }
    String text = key instanceof TemplateExpression template ? template.literalText() : null;
    return text == null ? null : Value.of(text);
  }

  /// `source[*]` and every step after it is done for each element.
  private Expression parseFullSplat(Expression source) {
    int open = cursor.read();
    int star = cursor.read();
    if (!cursor.readIf(TokenType.CLOSE_BRACKET)) {
      cursor.fail(
          "Missing close bracket on splat index",
          "The star for a full splat operator must be immediately followed by a closing bracket"
              + " (\"]\").");
      return source;
    }
    SourceRange marker = cursor.rangeBetween(open, star).through(cursor.range(cursor.previous()));
    if (!cursor.enter()) {
      return source;
    }
    Expression each = parseSteps(new SplatItemExpression(marker));
    cursor.leave();
    return new SplatExpression(source, each, true, source.range().through(each.range()), marker);
  }

  /// `source.*` and the attributes and old-style indexes after it are done for each element; `[0]`
  /// is not.
  private Expression parseAttributeSplat(Expression source) {
    int dot = cursor.read();
    int star = cursor.read();
    SourceRange marker = cursor.rangeBetween(dot, star);
    List<TraversalStep> steps = new ArrayList<>();
    while (!cursor.failing() && cursor.at(TokenType.DOT)) {
      if (cursor.peekSecond() == TokenType.STAR) {
        cursor.fail(
            "Nested splat expression not allowed",
            "A splat expression (*) cannot be used inside another attribute-only splat expression.");
        break;
      }
      parseDot(steps);
    }
    Expression each = withSteps(new SplatItemExpression(marker), steps);
    return new SplatExpression(source, each, false, source.range().through(each.range()), marker);
  }
}
