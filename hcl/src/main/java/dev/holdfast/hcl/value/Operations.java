package dev.holdfast.hcl.value;

import java.util.List;

/// The operations of the language on values. Every one is total over unknown: an unknown operand
/// gives an unknown (refined) result. Marks of the operands ride on the result. Operands must
/// already have the operand type (a dynamic unknown is taken for any type); a null or unsuitable
/// operand gives an [OperationException].
@SuppressWarnings("DoNotCallSuggester")
public final class Operations {
  private Operations() {}

  public static Value equal(Value left, Value right) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value notEqual(Value left, Value right) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value lessThan(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value lessThanOrEqual(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value greaterThan(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value greaterThanOrEqual(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value and(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value or(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value not(Value operand) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value add(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value subtract(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value multiply(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value divide(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value remainder(Value left, Value right) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Value negate(Value operand) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Joins strings as a template does; unknown parts give an unknown refined by the known prefix.
  public static Value concatenate(List<Value> strings) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The element of a list, tuple, map or object; the key is converted as the language does.
  public static Value index(Value collection, Value key) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The attribute of an object, or the element of a map.
  public static Value attribute(Value object, String name) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Whether [#index] would find something.
  public static Value hasIndex(Value collection, Value key) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The number of elements of a collection, tuple or object (not of a string).
  public static Value length(Value collection) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Whether a set holds a value.
  public static Value contains(Value set, Value element) throws OperationException {
    throw new UnsupportedOperationException("not written yet");
  }
}
