package dev.holdfast.engine.config;

import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.value.Value;
import java.util.Map;

/// What is known from outside while a configuration is loaded.
///
/// @param variables values of the root module's variables, of their types; others have defaults
/// @param workspace the name of the workspace
/// @param functions what functions may know
public record EarlyValues(
    Map<String, Value> variables, String workspace, FunctionContext functions) {
  public EarlyValues {
    variables = Map.copyOf(variables);
  }
}
