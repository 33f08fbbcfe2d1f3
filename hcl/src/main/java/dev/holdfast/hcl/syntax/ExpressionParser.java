package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses expressions (HCL native syntax specification, "Expressions") by recursive descent; the
/// operators by precedence climbing.
final class ExpressionParser {
  private final TokenCursor cursor;
  private final TemplateParser templates;
  private final TraversalParser traversals;

  ExpressionParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.templates = new TemplateParser(cursor, this);
    this.traversals = new TraversalParser(cursor, this);
  }

  TemplateParser templates() {
    return templates;
  }

  /// `Expression = Operation ["?" Expression ":" Expression]`
  Expression parseExpression() {
    if (!cursor.enter()) {
      return unknownHere();
    }
    Expression expression = parseConditional();
    cursor.leave();
    return expression;
  }

  private Expression parseConditional() {
    Expression condition = parseOperation(1);
    if (cursor.failing() || !cursor.readIf(TokenType.QUESTION)) {
      return condition;
    }
    Expression whenTrue = parseExpression();
    if (!cursor.failing() && !cursor.readIf(TokenType.COLON)) {
      cursor.fail(
          "Missing false expression in conditional",
          "The conditional operator (...?...:...) requires a false expression, delimited by a colon.");
    }
    if (cursor.failing()) {
      return condition;
    }
    Expression whenFalse = parseExpression();
    return new ConditionalExpression(
        condition, whenTrue, whenFalse, condition.range().through(whenFalse.range()));
  }

  /// `Operation = Operand {operator Operand}`, all to the left.
  private Expression parseOperation(int lowestPrecedence) {
    Expression left = parseOperand();
    while (!cursor.failing()) {
      BinaryOperator operator = binaryOperator(cursor.peek());
      if (operator == null || operator.precedence() < lowestPrecedence) {
        break;
      }
      SourceRange operatorRange = cursor.range(cursor.read());
      Expression right = parseOperation(operator.precedence() + 1);
      left =
          new BinaryExpression(
              operator, left, right, left.range().through(right.range()), operatorRange);
    }
    return left;
  }

  /// `Operand = ("-" | "!") Operand | Term {"." … | "[" … "]"}`
  private Expression parseOperand() {
    UnaryOperator operator =
        switch (cursor.peek()) {
          case MINUS -> UnaryOperator.NEGATE;
          case BANG -> UnaryOperator.NOT;
          default -> null;
        };
    if (operator == null) {
      return traversals.parseSteps(parseTerm());
    }
    if (!cursor.enter()) {
      return unknownHere();
    }
    SourceRange operatorRange = cursor.range(cursor.read());
    Expression operand = parseOperand();
    cursor.leave();
    return new UnaryExpression(
        operator, operand, operatorRange.through(operand.range()), operatorRange);
  }

  private Expression parseTerm() {
    return switch (cursor.peek()) {
      case NUMBER -> parseNumber();
      case IDENTIFIER -> parseName();
      case OPEN_QUOTE -> templates.parseQuoted();
      case OPEN_HEREDOC -> templates.parseHeredoc();
      case OPEN_PARENTHESIS -> parseParentheses();
      case OPEN_BRACKET -> parseTuple();
      case OPEN_BRACE -> parseObject();
      default -> {
        Expression unknown = unknownHere();
        cursor.fail(
            "Invalid expression",
            "Expected the start of an expression, but found an invalid expression token.");
        yield unknown;
      }
    };
  }

  private Expression parseNumber() {
    int token = cursor.read();
    Value value = NumberLiterals.parse(cursor.text(token));
    if (value == null) {
      cursor.error(
          "Invalid number literal",
          "Failed to recognize the value of this number literal.",
          cursor.range(token));
      value = Values.UNKNOWN;
    }
    return new LiteralExpression(value, cursor.range(token));
  }

  private Expression parseName() {
    int token = cursor.read();
    if (cursor.at(TokenType.OPEN_PARENTHESIS) || cursor.at(TokenType.DOUBLE_COLON)) {
      return parseCall(token);
    }
    String name = cursor.text(token);
    SourceRange range = cursor.range(token);
    return switch (name) {
      case "true" -> new LiteralExpression(Values.TRUE, range);
      case "false" -> new LiteralExpression(Values.FALSE, range);
      case "null" -> new LiteralExpression(Values.NULL, range);
      default -> new ScopeTraversalExpression(new Traversal(name, range, List.of(), range));
    };
  }

  /// `Call = name {"::" name} "(" [Expression {"," Expression} ["," | "..."]] ")"`
  private Expression parseCall(int firstToken) {
    StringBuilder name = new StringBuilder(cursor.text(firstToken));
    int lastToken = firstToken;
    while (cursor.readIf(TokenType.DOUBLE_COLON)) {
      if (!cursor.at(TokenType.IDENTIFIER)) {
        cursor.fail(
            "Missing function name",
            "Function scope resolution symbol :: must be followed by a function name in this scope.");
        return unknown(cursor.rangeBetween(firstToken, lastToken));
      }
      lastToken = cursor.read();
      name.append("::").append(cursor.text(lastToken));
    }
    SourceRange nameRange = cursor.rangeBetween(firstToken, lastToken);
    if (!cursor.at(TokenType.OPEN_PARENTHESIS)) {
      cursor.fail(
          "Missing open parenthesis",
          "Function selector must be followed by an open parenthesis to begin the function call.");
      return unknown(nameRange);
    }
    int open = cursor.read();
    boolean newlines = cursor.newlines(false);
    List<Expression> arguments = new ArrayList<>();
    boolean expands = parseArguments(arguments);
    cursor.newlines(newlines);
    int close = cursor.previous();
    return new FunctionCallExpression(
        name.toString(),
        arguments,
        expands,
        cursor.rangeBetween(firstToken, close),
        nameRange,
        cursor.rangeBetween(open, close));
  }

  private boolean parseArguments(List<Expression> arguments) {
    boolean expands = false;
    while (!cursor.failing() && !cursor.at(TokenType.CLOSE_PARENTHESIS)) {
      arguments.add(parseExpression());
      if (cursor.failing() || cursor.at(TokenType.CLOSE_PARENTHESIS)) {
        break;
      }
      if (cursor.at(TokenType.ELLIPSIS)) {
        SourceRange ellipsis = cursor.range(cursor.read());
        expands = true;
        if (!cursor.at(TokenType.CLOSE_PARENTHESIS)) {
          cursor.fail(
              "Missing closing parenthesis",
              "An expanded function argument (with ...) must be immediately followed by closing"
                  + " parentheses.",
              ellipsis);
        }
        break;
      }
      if (!cursor.readIf(TokenType.COMMA)) {
        cursor.fail(
            "Missing argument separator",
            "A comma is required to separate each function argument from the next.");
      }
    }
    cursor.closeBracket(TokenType.CLOSE_PARENTHESIS);
    return expands;
  }

  private Expression parseParentheses() {
    int open = cursor.read();
    boolean newlines = cursor.newlines(false);
    Expression inner = parseExpression();
    if (!cursor.failing() && !cursor.at(TokenType.CLOSE_PARENTHESIS)) {
      cursor.fail(
          "Unbalanced parentheses", "Expected a closing parenthesis to terminate the expression.");
    }
    cursor.closeBracket(TokenType.CLOSE_PARENTHESIS);
    cursor.newlines(newlines);
    return new ParenthesesExpression(inner, cursor.rangeBetween(open, cursor.previous()));
  }

  /// `Tuple = "[" [Expression {"," Expression} [","]] "]"`
  private Expression parseTuple() {
    int open = cursor.read();
    boolean newlines = cursor.newlines(false);
    try {
      if (cursor.atWord("for")) {
        return new ForParser(cursor, this).parse(open, TokenType.CLOSE_BRACKET);
      }
      List<Expression> elements = new ArrayList<>();
      while (!cursor.failing() && !cursor.at(TokenType.CLOSE_BRACKET)) {
        elements.add(parseExpression());
        if (!cursor.failing()
            && !cursor.at(TokenType.CLOSE_BRACKET)
            && !cursor.readIf(TokenType.COMMA)) {
          if (cursor.at(TokenType.END_OF_FILE)) {
            cursor.fail(
                "Unterminated tuple constructor expression",
                "There is no corresponding closing bracket before the end of the file. This may be"
                    + " caused by incorrect bracket nesting elsewhere in this file.",
                cursor.range(open));
          }
          cursor.fail(
              "Missing item separator", "Expected a comma to mark the beginning of the next item.");
        }
      }
      cursor.closeBracket(TokenType.CLOSE_BRACKET);
      return new TupleExpression(elements, cursor.rangeBetween(open, cursor.previous()));
    } finally {
      cursor.newlines(newlines);
    }
  }

  /// `Object = "{" {Item ("," | newline)} [Item] "}"`
  private Expression parseObject() {
    int open = cursor.read();
    boolean newlines = cursor.newlines(false);
    if (cursor.atWord("for")) {
      Expression result = new ForParser(cursor, this).parse(open, TokenType.CLOSE_BRACE);
      cursor.newlines(newlines);
      return result;
    }
    cursor.newlines(true);
    List<ObjectExpression.Item> items = new ArrayList<>();
    while (!cursor.failing() && !cursor.at(TokenType.CLOSE_BRACE)) {
      if (cursor.readIf(TokenType.NEWLINE)) {
        continue;
      }
      ObjectExpression.Item item = parseItem(open);
      if (item != null) {
        items.add(item);
      }
      cursor.recoverToItemOfObject();
      if (!cursor.failing()
          && !cursor.at(TokenType.CLOSE_BRACE)
          && !cursor.readIf(TokenType.NEWLINE)
          && !cursor.readIf(TokenType.COMMA)) {
        cursor.fail(
            "Missing attribute separator",
            "Expected a newline or comma to mark the beginning of the next attribute.");
        cursor.recoverToItemOfObject();
      }
    }
    cursor.closeBracket(TokenType.CLOSE_BRACE);
    cursor.newlines(newlines);
    return new ObjectExpression(items, cursor.rangeBetween(open, cursor.previous()));
  }

  /// `Item = (name | Expression) ("=" | ":") Expression`
  private ObjectExpression.@Nullable Item parseItem(int open) {
    if (cursor.at(TokenType.END_OF_FILE)) {
      cursor.fail(
          "Unterminated object constructor expression",
          "There is no corresponding closing brace before the end of the file. This may be caused by"
              + " incorrect brace nesting elsewhere in this file.",
          cursor.range(open));
      return null;
    }
    Expression key = parseKey();
    if (cursor.failing()) {
      return null;
    }
    if (!cursor.readIf(TokenType.EQUAL) && !cursor.readIf(TokenType.COLON)) {
      if (cursor.at(TokenType.NEWLINE)) {
        cursor.fail(
            "Missing attribute value",
            "Expected an attribute value, introduced by an equals sign (\"=\").",
            key.range());
      } else {
        cursor.fail(
            "Missing key/value separator",
            "Expected an equals sign (\"=\") to mark the beginning of the attribute value.");
      }
      return null;
    }
    return new ObjectExpression.Item(key, parseExpression());
  }

  private Expression parseKey() {
    TokenType second = cursor.peekSecond();
    if (cursor.at(TokenType.IDENTIFIER)
        && (second == TokenType.EQUAL || second == TokenType.COLON)) {
      int name = cursor.read();
      return new LiteralExpression(
          new StringValue(cursor.text(name), java.util.Set.of()), cursor.range(name));
    }
    return parseExpression();
  }

  private Expression unknownHere() {
    return unknown(cursor.here());
  }

  static Expression unknown(SourceRange range) {
    return new LiteralExpression(Values.UNKNOWN, range);
  }

  private static @Nullable BinaryOperator binaryOperator(TokenType type) {
    return switch (type) {
      case OR -> BinaryOperator.OR;
      case AND -> BinaryOperator.AND;
      case EQUAL_EQUAL -> BinaryOperator.EQUAL;
      case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case GREATER -> BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case LESS -> BinaryOperator.LESS;
      case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case PLUS -> BinaryOperator.ADD;
      case MINUS -> BinaryOperator.SUBTRACT;
      case STAR -> BinaryOperator.MULTIPLY;
      case SLASH -> BinaryOperator.DIVIDE;
      case PERCENT -> BinaryOperator.MODULO;
      default -> null;
    };
  }
}
