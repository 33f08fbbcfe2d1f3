package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Body;

/// A `backend` or `cloud` block: where the state lives.
///
/// @param type such as `local`; `cloud` for a `cloud` block
/// @param body the arguments, which may name variables and locals that are known early
/// @param range the block's header
public record BackendDeclaration(String type, Body body, SourceRange range) {}
