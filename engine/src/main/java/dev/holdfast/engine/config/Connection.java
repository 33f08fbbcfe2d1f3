package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Body;

/// A `connection` block: how provisioners reach the object.
///
/// @param range the block's header
public record Connection(Body body, SourceRange range) {}
