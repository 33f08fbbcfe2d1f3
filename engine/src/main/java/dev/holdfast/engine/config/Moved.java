package dev.holdfast.engine.config;

import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;

/// A `moved` block: what was at one address is now at another. Both are relative to the module that
/// the block stands in, and both are modules or both resources.
///
/// @param range the block's header
public record Moved(TargetAddress from, TargetAddress to, SourceRange range) {}
