package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import org.jspecify.annotations.Nullable;

/// Parses HCL. Every result is a tree, as complete as the text allows, and the faults that were
/// found; no text makes it throw. Linear in the size of the text.
public final class HclParser {

  /// How deep brackets, templates and blocks may be nested, and trees of expressions be.
  public static final int MAXIMUM_DEPTH = 500;

  private HclParser() {}

  /// Parses a file of the native syntax.
  public static Parsed<HclFile> parseFile(SourceFile source) {
    throw new UnsupportedOperationException();
  }

  /// Parses a file of the JSON syntax.
  public static Parsed<HclFile> parseJson(SourceFile source) {
    throw new UnsupportedOperationException();
  }

  /// Parses a text that is one expression.
  public static Parsed<Expression> parseExpression(SourceFile source) {
    throw new UnsupportedOperationException();
  }

  /// Parses a text that is one template without quotes around it, such as a template file.
  public static Parsed<Expression> parseTemplate(SourceFile source) {
    throw new UnsupportedOperationException();
  }

  /// Parses a text that is one reference such as `a.b[0]`. The tree is null if it is not.
  public static Parsed<@Nullable Traversal> parseTraversal(SourceFile source) {
    throw new UnsupportedOperationException();
  }

  /// Parses an expression that stands in a string of another language.
  ///
  /// @param range where the string is; everything in the expression is said to be there
  static Parsed<Expression> parseExpressionWithin(String text, SourceRange range) {
    throw new UnsupportedOperationException();
  }
}
