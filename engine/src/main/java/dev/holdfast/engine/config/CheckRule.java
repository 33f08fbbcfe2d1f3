package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;

/// A condition with the message for when it does not hold: a `validation`, `precondition`,
/// `postcondition` or `assert` block.
///
/// @param range the block's header
public record CheckRule(Expression condition, Expression errorMessage, SourceRange range) {}
