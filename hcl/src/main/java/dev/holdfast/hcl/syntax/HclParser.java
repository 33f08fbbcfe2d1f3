package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses HCL. Every result is a tree, as complete as the text allows, and the faults that were
/// found; no text makes it throw. Linear in the size of the text.
///
/// {@snippet :
/// SourceFile source = SourceFile.of("main.tf", bytes);
/// Parsed<HclFile> parsed = HclParser.parseFile(source);
/// BodyContent content = parsed.tree().body().content(schema);
/// }
public final class HclParser {

  /// How deep brackets, templates and blocks may be nested. Far more than anyone writes, and few
  /// enough that parsing fits the stack of any thread.
  public static final int MAXIMUM_NESTING = 200;

  /// How deep the tree of an expression may be, so that plain recursion over it fits the stack of
  /// any thread. More than [#MAXIMUM_NESTING], since each operator of a chain is a level too.
  public static final int MAXIMUM_DEPTH = 500;

  private HclParser() {}

  /// Parses a file of the native syntax.
  public static Parsed<HclFile> parseFile(SourceFile source) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    TokenCursor cursor = codeCursor(source.bytes(), source::range, diagnostics);
    Body body = new BodyParser(cursor).parseFile();
    return new Parsed<>(new HclFile(source, body), inSourceOrder(diagnostics));
  }

  /// Parses a file of the JSON syntax.
  public static Parsed<HclFile> parseJson(SourceFile source) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    JsonNode root = JsonScanner.scan(source, diagnostics);
    Body body =
        root == null
            ? JsonBody.empty(source)
            : JsonBody.of(
                source,
                root,
                "The root value in a JSON-based configuration must be either a JSON object or a JSON"
                    + " array of objects.");
    return new Parsed<>(new HclFile(source, body), diagnostics);
  }

  /// Parses a text that is one expression.
  public static Parsed<Expression> parseExpression(SourceFile source) {
    return parseExpression(source.bytes(), source::range);
  }

  /// Parses a text that is one template without quotes around it, such as a template file.
  public static Parsed<Expression> parseTemplate(SourceFile source) {
    return parseTemplate(source.bytes(), source::range, TemplateExpression.Kind.BARE);
  }

  /// Parses a text that is one reference such as `a.b[0]`. The tree is null if it is not.
  public static Parsed<@Nullable Traversal> parseTraversal(SourceFile source) {
    Parsed<Expression> parsed = parseExpression(source);
    return parsed.hasErrors()
        ? new Parsed<>(null, parsed.diagnostics())
        : StaticExpression.traversal(parsed.tree());
  }

  /// Parses an expression that stands in a string of another language.
  ///
  /// @param range where the string is; everything in the expression is said to be there
  static Parsed<Expression> parseExpressionWithin(String text, SourceRange range) {
    return parseExpression(text.getBytes(StandardCharsets.UTF_8), (start, end) -> range);
  }

  static Parsed<Expression> parseTemplate(
      byte[] text, Ranges ranges, TemplateExpression.Kind kind) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    TokenList tokens = Lexer.scanTemplate(text, ranges, diagnostics).significant();
    TokenCursor cursor = new TokenCursor(tokens, text, ranges, diagnostics);
    Expression expression = new ExpressionParser(cursor).templates().parseBare(kind);
    expression = TreeDepth.limited(expression, tokens.size(), cursor);
    return new Parsed<>(expression, inSourceOrder(diagnostics));
  }

  private static Parsed<Expression> parseExpression(byte[] text, Ranges ranges) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    TokenCursor cursor = codeCursor(text, ranges, diagnostics);
    // A line break is a token only in a body; it can be anywhere in an expression that stands
    // alone.
    cursor.newlines(false);
    Expression expression = new ExpressionParser(cursor).parseExpression();
    if (!cursor.failing() && !cursor.at(TokenType.END_OF_FILE)) {
      cursor.fail(
          "Extra characters after expression",
          "An expression was successfully parsed, but extra characters were found after it.");
    }
    expression = TreeDepth.limited(expression, cursor.position(), cursor);
    return new Parsed<>(expression, inSourceOrder(diagnostics));
  }

  private static TokenCursor codeCursor(byte[] text, Ranges ranges, List<Diagnostic> diagnostics) {
    TokenList tokens = Lexer.scanCode(text, ranges, diagnostics).significant();
    return new TokenCursor(tokens, text, ranges, diagnostics);
  }

  /// The lexer reports before the parser; a reader wants the faults as they stand in the text.
  private static List<Diagnostic> inSourceOrder(List<Diagnostic> diagnostics) {
    diagnostics.sort(
        java.util.Comparator.comparingInt(
            each -> each.subject() == null ? 0 : each.subject().start().offset()));
    return diagnostics;
  }
}
