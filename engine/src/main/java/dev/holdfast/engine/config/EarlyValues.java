package dev.holdfast.engine.config;

import dev.holdfast.hcl.function.FunctionContext;

/// What is known from outside while a configuration is loaded.
///
/// @param variables what is given for the root module's variables
/// @param workspace the name of the workspace
/// @param functions what functions may know
public record EarlyValues(InputVariables variables, String workspace, FunctionContext functions) {}
