package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that a provider offers as `provider::NAME::function`.
///
/// @param variadic the parameter that takes all further arguments, or null
public record FunctionSchema(
    List<Parameter> parameters, @Nullable Parameter variadic, Type result, String description) {

  /// @param allowNull whether the provider wants to see null arguments
  /// @param allowUnknown whether the provider wants to see unknown arguments
  public record Parameter(String name, Type type, boolean allowNull, boolean allowUnknown) {}

  public FunctionSchema {
    parameters = List.copyOf(parameters);
  }
}
