package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that a provider offers as `provider::NAME::function`.
///
/// @param variadic the parameter that takes all further arguments, or null
/// @param summary one line of what it does
/// @param deprecation what to use instead; empty when not deprecated
public record FunctionSchema(
    List<Parameter> parameters,
    @Nullable Parameter variadic,
    Type result,
    String summary,
    String description,
    String deprecation) {

  /// A function of which nothing more is said than what it does.
  public FunctionSchema(
      List<Parameter> parameters, @Nullable Parameter variadic, Type result, String description) {
    this(parameters, variadic, result, "", description, "");
  }

  /// @param allowNull whether the provider wants to see null arguments
  /// @param allowUnknown whether the provider wants to see unknown arguments
  public record Parameter(
      String name, Type type, boolean allowNull, boolean allowUnknown, String description) {

    /// A parameter without a description.
    public Parameter(String name, Type type, boolean allowNull, boolean allowUnknown) {
      this(name, type, allowNull, allowUnknown, "");
    }
  }

  public FunctionSchema {
    parameters = List.copyOf(parameters);
  }
}
