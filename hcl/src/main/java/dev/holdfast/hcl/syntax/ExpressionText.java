package dev.holdfast.hcl.syntax;

/// The source text of an expression, for messages.
public final class ExpressionText {
  private ExpressionText() {}

  /// The text as it is written, over several lines if it is.
  public static String of(Expression expression, SourceFile file) {
    return file.text(expression.range());
  }
}
