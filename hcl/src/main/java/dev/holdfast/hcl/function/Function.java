package dev.holdfast.hcl.function;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function of the language and its call protocol (cty functions).
///
/// A call converts each argument to the type of its parameter, refuses null where the parameter
/// does not allow it, takes the marks off, asks for the return type, answers with an unknown of
/// that type where an argument is unknown, and otherwise runs the implementation; the marks taken
/// off are put on the result. A parameter's flags switch off each of these for its arguments.
///
/// The words of a fault may hold a part of an argument, so they are not told where sensitive marks
/// were taken off.
///
/// @param name as called, without `core::`
/// @param parameters those that every call gives
/// @param variadic the parameter of all further arguments, or null if there may be none
/// @param neverNull whether the result is never null, which refines unknown results
public record Function(
    String name,
    List<Parameter> parameters,
    @Nullable Parameter variadic,
    ReturnType returnType,
    boolean neverNull,
    Implementation implementation) {

  /// Says what a function returns for arguments, some of which may be unknown.
  @FunctionalInterface
  public interface ReturnType {
    Type of(List<Value> arguments) throws FunctionFault;
  }

  /// What a function does.
  @FunctionalInterface
  public interface Implementation {
    Value call(Call call) throws FunctionFault;
  }

  public Function {
    Objects.requireNonNull(name);
    parameters = List.copyOf(parameters);
  }

  /// The parameter of an argument, or null if there is none.
  public @Nullable Parameter parameterOf(int argument) {
    return argument < parameters.size() ? parameters.get(argument) : variadic;
  }

  /// Calls the function. Linear in the size of the arguments, besides what the implementation does.
  ///
  /// @param given one value for each parameter, and more only if there is a variadic one
  public Value call(List<Value> given, FunctionContext context) throws FunctionFault {
    checkCount(given.size());
    Set<Mark> marks = new LinkedHashSet<>();
    List<Value> arguments = new ArrayList<>(given.size());
    boolean unknown = false;
    boolean dynamic = false;
    for (int index = 0; index < given.size(); index++) {
      Parameter parameter = Objects.requireNonNull(parameterOf(index));
      Value argument = converted(given.get(index), parameter, index);
      if (argument.isNull() && !parameter.allowNull()) {
        throw FunctionFault.at(index, "argument must not be null");
      }
      if (!parameter.allowMarked()) {
        argument = Marks.take(argument, marks);
      }
      unknown |= !argument.isKnown() && !parameter.allowUnknown();
      dynamic |= argument.type() instanceof DynamicType && !parameter.allowDynamic();
      arguments.add(argument);
    }
    if (dynamic) {
      return Value.unknown(Type.DYNAMIC).mark(marks);
    }
    try {
      Type type = returnType.of(arguments);
      Value result =
          unknown
              ? Value.unknown(type).mark(marksOf(arguments))
              : implementation.call(new Call(arguments, type, context));
      return (neverNull ? Refinements.notNull(result) : result).mark(marks);
    } catch (FunctionFault fault) {
      throw marks.contains(Mark.SENSITIVE) ? fault.withoutWords() : fault;
    }
  }

  private void checkCount(int count) throws FunctionFault {
    if (count < parameters.size()) {
      throw FunctionFault.of(
          "wrong number of arguments (%d required; %d given)".formatted(parameters.size(), count));
    }
    if (count > parameters.size() && variadic == null) {
      throw FunctionFault.of(
          "wrong number of arguments (%d required; %d given)".formatted(parameters.size(), count));
    }
  }

  /// Where the implementation does not run it cannot carry the marks it was allowed to see.
  private static Set<Mark> marksOf(List<Value> arguments) {
    Set<Mark> found = new LinkedHashSet<>();
    arguments.forEach(argument -> Marks.take(argument, found));
    return found;
  }

  private static Value converted(Value value, Parameter parameter, int index) throws FunctionFault {
    if (parameter.type() instanceof DynamicType) {
      return value;
    }
    try {
      return Conversion.convert(value, parameter.type());
    } catch (ConversionException e) {
      throw FunctionFault.at(index, e.getMessage());
    }
  }
}
