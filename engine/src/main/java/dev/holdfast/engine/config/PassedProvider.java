package dev.holdfast.engine.config;

/// One entry of the `providers` map of a module call.
///
/// @param inChild the name in the called module
/// @param inParent the configuration of the calling module that it stands for
public record PassedProvider(ProviderReference inChild, ProviderReference inParent) {}
