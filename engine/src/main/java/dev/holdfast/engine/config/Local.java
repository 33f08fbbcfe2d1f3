package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;

/// One value of a `locals` block.
///
/// @param range the whole definition
public record Local(String name, Expression expression, SourceRange range) {}
