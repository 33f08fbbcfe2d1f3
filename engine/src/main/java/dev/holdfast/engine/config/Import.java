package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// An `import` block: an object that exists is to be managed.
///
/// @param target the resource that `to` names, relative to the module of the block
/// @param to the whole address; keys in it may be expressions
/// @param id what the provider knows the object by; null when `identity` is given
/// @param identity attributes that tell the object apart; null when `id` is given
/// @param forEach one import for each, or null
/// @param provider the configuration to import with, or null for that of the resource
/// @param ifExists whether an object that does not exist is created instead of being an error
/// @param range the block's header
public record Import(
    ConfigurationResourceAddress target,
    Expression to,
    @Nullable Expression id,
    @Nullable Expression identity,
    @Nullable Expression forEach,
    @Nullable ProviderReference provider,
    boolean ifExists,
    SourceRange range) {}
