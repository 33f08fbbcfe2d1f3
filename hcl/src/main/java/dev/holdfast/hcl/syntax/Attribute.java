package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;

/// `name = expression` in a body.
///
/// @param range from the name through the end of the expression
public record Attribute(
    String name, Expression expression, SourceRange range, SourceRange nameRange) {}
