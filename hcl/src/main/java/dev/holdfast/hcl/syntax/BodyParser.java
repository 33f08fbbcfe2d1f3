package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses arguments and blocks (HCL native syntax specification, "Structural Elements"). After a
/// fault it goes on with the next line of the same body.
final class BodyParser {
  private static final String SINGLE_LINE = "Invalid single-argument block definition";

  private final TokenCursor cursor;
  private final ExpressionParser expressions;
  private boolean unclosed;

  BodyParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor);
  }

  /// `ConfigFile = Body`
  NativeBody parseFile() {
    Items items = new Items();
    while (!cursor.at(TokenType.END_OF_FILE)) {
      boolean stray = cursor.at(TokenType.CLOSE_BRACE);
      parseItem(items);
      // Nothing is open here: one stray brace is told, the brackets after it are of the same fault.
      while (stray
          && (cursor.at(TokenType.CLOSE_BRACE)
              || cursor.at(TokenType.CLOSE_BRACKET)
              || cursor.at(TokenType.CLOSE_PARENTHESIS))) {
        cursor.read();
      }
    }
    int last = cursor.position();
    SourceRange all = cursor.offsets(0, cursor.end(last));
    return new NativeBody(items.attributes, items.blocks, all, cursor.offsets(0, 0));
  }

  /// What a body is made of, while it grows.
  private static final class Items {
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final List<Block> blocks = new ArrayList<>();
  }

  /// `Item = Attribute | Block`, through the line break after it.
  private void parseItem(Items items) {
    switch (cursor.peek()) {
      case NEWLINE -> {
        cursor.read();
        return;
      }
      case IDENTIFIER -> {
        int name = cursor.read();
        switch (cursor.peek()) {
          case EQUAL -> parseAttribute(name, items, "argument");
          case OPEN_QUOTE, OPEN_BRACE, IDENTIFIER -> parseBlock(name, items);
          default -> {
            if (atBraceOnNextLine()) {
              parseBlock(name, items);
            } else {
              cursor.fail(
                  "Argument or block definition required",
                  "An argument or block definition is required here. To set an argument, use the equals"
                      + " sign \"=\" to introduce the argument value.",
                  cursor.range(name));
            }
          }
        }
      }
      case OPEN_QUOTE -> cursor.fail("Invalid argument name", "Argument names must not be quoted.");
      default ->
          cursor.fail(
              "Argument or block definition required",
              "An argument or block definition is required here.");
    }
    cursor.recoverToItemOfBody();
  }

  /// `Attribute = name "=" Expression newline`
  private void parseAttribute(int name, Items items, String what) {
    addAttribute(name, items);
    expectNewline(what, "An argument definition must end with a newline.");
  }

  private void addAttribute(int name, Items items) {
    cursor.read();
    int first = cursor.position();
    Expression expression = expressions.parseExpression();
    int tokens = cursor.position() - first;
    expression = TreeDepth.limited(expression, tokens, cursor);
    SourceRange nameRange = cursor.range(name);
    Attribute attribute =
        new Attribute(
            cursor.text(name), expression, nameRange.through(expression.range()), nameRange);
    Attribute earlier = items.attributes.putIfAbsent(attribute.name(), attribute);
    if (earlier != null) {
      cursor.error(
          "Attribute redefined",
          "The argument \""
              + attribute.name()
              + "\" was already set at "
              + earlier.nameRange()
              + ". Each argument may be set only once.",
          nameRange);
    }
  }

  private void expectNewline(String what, String detail) {
    if (!cursor.failing() && !cursor.at(TokenType.NEWLINE) && !cursor.at(TokenType.END_OF_FILE)) {
      cursor.fail("Missing newline after " + what, detail);
    }
  }

  /// `Block = name {label} "{" … "}" newline`
  private void parseBlock(int type, Items items) {
    List<Block.Label> labels = new ArrayList<>();
    while (!cursor.failing() && !cursor.at(TokenType.OPEN_BRACE)) {
      parseLabel(labels);
    }
    SourceRange typeRange = cursor.range(type);
    SourceRange definition =
        labels.isEmpty() ? typeRange : typeRange.through(labels.getLast().range());
    NativeBody body = cursor.failing() ? null : parseBody();
    if (body == null) {
      SourceRange end = cursor.here();
      body = new NativeBody(Map.of(), List.of(), end, end);
    }
    items.blocks.add(new Block(cursor.text(type), labels, body, definition, typeRange));
    expectNewline("block definition", "A block definition must end with a newline.");
  }

  private boolean atBraceOnNextLine() {
    return cursor.at(TokenType.NEWLINE) && cursor.peekSecond() == TokenType.OPEN_BRACE;
  }

  private void parseLabel(List<Block.Label> labels) {
    switch (cursor.peek()) {
      case IDENTIFIER -> {
        int name = cursor.read();
        labels.add(new Block.Label(cursor.text(name), cursor.range(name)));
      }
      case OPEN_QUOTE -> labels.add(parseQuotedLabel());
      case EQUAL ->
          cursor.fail(
              "Invalid block definition",
              "The equals sign \"=\" indicates an argument definition, and must not be used when"
                  + " defining a block.");
      case NEWLINE -> {
        boolean braceFollows = atBraceOnNextLine();
        String detail =
            "A block definition must have block content delimited by \"{\" and \"}\", starting on the"
                + " same line as the block header.";
        if (braceFollows) {
          cursor.error("Invalid block definition", detail, cursor.here());
          cursor.read();
        } else {
          cursor.fail("Invalid block definition", detail);
        }
      }
      default ->
          cursor.fail(
              "Invalid block definition",
              "Either a quoted string block label or an opening brace (\"{\") is expected here.");
    }
  }

  private Block.Label parseQuotedLabel() {
    int open = cursor.read();
    StringBuilder label = new StringBuilder();
    while (!cursor.at(TokenType.CLOSE_QUOTE)) {
      int token = cursor.read();
      if (cursor.type(token) == TokenType.QUOTED_TEXT) {
        label.append(StringLiterals.unescape(cursor, token));
        continue;
      }
      String symbol = cursor.text(token).substring(0, 1);
      cursor.error(
          "Invalid string literal",
          "Template sequences are not allowed in this string. To include a literal \""
              + symbol
              + "\", double it (as \""
              + symbol
              + symbol
              + "\") to escape it.",
          cursor.range(token));
      cursor.skipSequence();
    }
    int close = cursor.read();
    String text = java.text.Normalizer.normalize(label, java.text.Normalizer.Form.NFC);
    return new Block.Label(text, cursor.rangeBetween(open, close));
  }

  /// From `{` through `}`; null if it is too deep.
  private @Nullable NativeBody parseBody() {
    if (!cursor.enter()) {
      return null;
    }
    int open = cursor.read();
    Items items = new Items();
    switch (cursor.peek()) {
      case NEWLINE, CLOSE_BRACE, END_OF_FILE -> parseItems(open, items);
      default -> parseSingleArgument(items);
    }
    cursor.leave();
    int close = cursor.previous();
    return new NativeBody(
        items.attributes, items.blocks, cursor.rangeBetween(open, close), cursor.range(open));
  }

  private void parseItems(int open, Items items) {
    while (!cursor.at(TokenType.CLOSE_BRACE)) {
      if (cursor.at(TokenType.END_OF_FILE)) {
        reportUnclosed(open);
        return;
      }
      parseItem(items);
    }
    cursor.read();
  }

  /// Once a file: if one brace is missing, all blocks around it are unclosed too.
  private void reportUnclosed(int open) {
    if (!unclosed) {
      cursor.fail(
          "Unclosed configuration block",
          "There is no closing brace for this block before the end of the file. This may be caused by"
              + " incorrect brace nesting elsewhere in this file.",
          cursor.range(open));
    }
    unclosed = true;
  }

  /// `name "=" Expression "}"` on the line of the opening brace.
  private void parseSingleArgument(Items items) {
    if (!cursor.at(TokenType.IDENTIFIER)) {
      cursor.fail(
          "Argument definition required",
          "A single-line block definition can contain only a single argument.");
    } else {
      int name = cursor.read();
      if (cursor.at(TokenType.EQUAL)) {
        addAttribute(name, items);
      } else {
        cursor.fail(
            "Argument definition required",
            "A single-line block definition can contain only a single argument. If you meant to define"
                + " argument \""
                + cursor.text(name)
                + "\", use an equals sign to assign it a value. To define a nested block, place it on a"
                + " line of its own within its parent block.",
            cursor.rangeBetween(name, cursor.at(TokenType.OPEN_BRACE) ? cursor.position() : name));
      }
    }
    if (!cursor.failing() && !cursor.at(TokenType.CLOSE_BRACE)) {
      cursor.fail(
          SINGLE_LINE,
          switch (cursor.peek()) {
            case COMMA ->
                "Single-line block syntax can include only one argument definition. To define multiple"
                    + " arguments, use the multi-line block syntax with one argument definition per"
                    + " line.";
            case NEWLINE ->
                "An argument definition on the same line as its containing block creates a single-line"
                    + " block definition, which must also be closed on the same line. Place the block's"
                    + " closing brace immediately after the argument definition.";
            default ->
                "A single-line block definition must end with a closing brace immediately after its"
                    + " single argument definition.";
          });
    }
    cursor.closeBracket(TokenType.CLOSE_BRACE);
  }
}
