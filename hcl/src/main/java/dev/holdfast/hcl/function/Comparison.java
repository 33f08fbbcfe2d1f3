package dev.holdfast.hcl.function;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.Operations;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/// What several functions ask of values and types.
final class Comparison {
  private Comparison() {}

  /// Whether two values are equal as far as can be told.
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  static Answer same(Value left, Value right) {
    return Operations.equal(left, right) instanceof BooleanValue truth
        ? truth.value() ? Answer.YES : Answer.NO
        : Answer.UNKNOWN;
  }

  /// Whether a list holds a value, as far as can be told.
  static Answer contains(List<Value> values, Value wanted) {
    Answer answer = Answer.NO;
    for (Value value : values) {
      switch (same(value, wanted)) {
        case YES -> {
          return Answer.YES;
        }
        case UNKNOWN -> answer = Answer.UNKNOWN;
        case NO -> {}
      }
    }
    return answer;
  }

  static boolean isSequence(Type type) {
    return type instanceof ListType || type instanceof SetType || type instanceof TupleType;
  }

  /// The value as a type that was found to suit it.
  static Value converted(Value value, Type type) throws FunctionFault {
    try {
      return Conversion.convert(value, type);
    } catch (ConversionException e) {
      throw FunctionFault.of(e.getMessage());
    }
  }

  /// The values as a type that was found to suit them all.
  static List<Value> converted(List<Value> values, Type type) throws FunctionFault {
    List<Value> results = new ArrayList<>(values.size());
    for (Value value : values) {
      results.add(converted(value, type));
    }
    return results;
  }
}
