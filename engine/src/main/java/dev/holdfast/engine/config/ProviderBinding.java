package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// The provider configuration that a name in some module finally stands for, after it was passed or
/// inherited from caller to caller.
///
/// @param module where the configuration is
/// @param source of the provider
/// @param localName what that module calls the provider
/// @param alias empty for the default configuration
/// @param block what configures it; null for a default configuration that nobody has written
/// @param key which instance of a configuration with `for_each`, or null
/// @param keyModule the module whose names the key is written in
public record ProviderBinding(
    ModulePath module,
    ProviderSource source,
    String localName,
    String alias,
    @Nullable ProviderConfiguration block,
    @Nullable Expression key,
    ModulePath keyModule) {}
