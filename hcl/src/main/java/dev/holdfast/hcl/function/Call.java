package dev.holdfast.hcl.function;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// One call as an implementation sees it: the arguments are converted, and checked and unmarked as
/// their parameters ask.
///
/// @param arguments the values, those of a variadic parameter at the end
/// @param returnType what the function said it returns for these arguments
public record Call(List<Value> arguments, Type returnType, FunctionContext context) {

  public Call {
    arguments = List.copyOf(arguments);
  }

  public Value argument(int index) {
    return arguments.get(index);
  }

  /// The arguments from an index on: those of a variadic parameter.
  public List<Value> from(int index) {
    return arguments.subList(index, arguments.size());
  }

  public int count() {
    return arguments.size();
  }

  /// The text of a known string argument.
  public String text(int index) {
    return ((StringValue) argument(index)).value();
  }

  /// The number of a known number argument.
  public Number512 number(int index) {
    return ((NumberValue) argument(index)).value();
  }

  /// The truth of a known boolean argument.
  public boolean truth(int index) {
    return ((BooleanValue) argument(index)).value();
  }

  /// The whole number of a known number argument, or a fault at it.
  public int integer(int index) throws FunctionFault {
    Number512 number = number(index);
    if (!number.isWhole()) {
      throw FunctionFault.at(index, "a whole number is required");
    }
    if (!number.fitsInt()) {
      throw FunctionFault.at(
          index, "value must be a whole number, between -2147483648 and 2147483647 inclusive");
    }
    return number.intValueExact();
  }

  /// The elements of a known list, set or tuple argument.
  public List<Value> elements(int index) {
    return elementsOf(argument(index));
  }

  /// The elements of a known list, set or tuple.
  static List<Value> elementsOf(Value value) {
    return switch (value) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case TupleValue tuple -> tuple.elements();
      default -> throw new IllegalArgumentException("no sequence: " + value.type().friendlyName());
    };
  }

  /// Whether a value is a known list, set or tuple.
  static boolean isSequence(Value value) {
    return value instanceof ListValue || value instanceof SetValue || value instanceof TupleValue;
  }

  /// Unknown of the return type: the answer where something in the arguments is not known.
  public Value unknown() {
    return Value.unknown(returnType);
  }
}
