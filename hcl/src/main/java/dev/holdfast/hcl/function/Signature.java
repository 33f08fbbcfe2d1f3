package dev.holdfast.hcl.function;

import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes functions down: `Signature.of("lower").takes("str", STRING).returns(STRING, call -> …)`.
///
/// Immutable: each step gives a new signature.
public record Signature(String name, List<Parameter> parameters, @Nullable Parameter variadic) {

  public Signature {
    parameters = List.copyOf(parameters);
  }

  public static Signature of(String name) {
    return new Signature(name, List.of(), null);
  }

  /// With one more parameter.
  public Signature takes(String parameterName, Type type) {
    return takes(Parameter.of(parameterName, type));
  }

  /// With one more parameter.
  public Signature takes(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Signature(name, more, variadic);
  }

  /// With a parameter for all further arguments.
  public Signature takesMany(String parameterName, Type type) {
    return takesMany(Parameter.of(parameterName, type));
  }

  /// With a parameter for all further arguments.
  public Signature takesMany(Parameter parameter) {
    return new Signature(name, parameters, parameter);
  }

  /// A function that always returns one type and never null.
  public Function returns(Type type, Function.Implementation implementation) {
    return new Function(name, parameters, variadic, arguments -> type, true, implementation);
  }

  /// A function whose return type follows from its arguments, and that never returns null.
  public Function returns(Function.ReturnType type, Function.Implementation implementation) {
    return new Function(name, parameters, variadic, type, true, implementation);
  }

  /// A function that may return null.
  public Function mayReturnNull(Function.ReturnType type, Function.Implementation implementation) {
    return new Function(name, parameters, variadic, type, false, implementation);
  }
}
