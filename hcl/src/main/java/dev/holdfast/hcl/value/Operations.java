package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Arithmetic.Range;
import dev.holdfast.hcl.value.Comparison.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/// The operations of the language on values.
///
/// Every one is total over unknown: an unknown operand gives an unknown, or a known result where
/// what is known of the operand already decides it (`false && unknown` is false; a string that
/// starts with `a` is not `"b"`). Marks of the operands ride on the result. Operands must already
/// have the operand type, since a message about conversion needs to name the operand; an unknown of
/// unknown type is taken for any type. A null or unsuitable operand gives an [OperationException].
///
/// For example, `add` of 1 and an unknown is an unknown number that is not null; `add` of 1 and
/// null has no result, and `add` of 1 and `"2"` has none either.
public final class Operations {
  /// More known text than this is not kept with an unknown string.
  private static final int LONGEST_PREFIX = 128;

  private static final String NULL_OPERAND = "argument must not be null";

  private Operations() {}

  /// Whether both are the same: of the same type and equal in structure. Nulls of any type are
  /// equal.
  public static Value equal(Value left, Value right) {
    Set<Mark> marks = new HashSet<>();
    return toValue(Comparison.equal(Marks.take(left, marks), Marks.take(right, marks))).mark(marks);
  }

  /// The opposite of [#equal].
  public static Value notEqual(Value left, Value right) {
    Value equal = equal(left, right);
    return equal instanceof BooleanValue(boolean value, Set<Mark> marks)
        ? Value.of(!value).mark(marks)
        : equal;
  }

  private static Value toValue(Answer answer) {
    return switch (answer) {
      case YES -> Values.TRUE;
      case NO -> Values.FALSE;
      case UNKNOWN -> Values.UNKNOWN_BOOLEAN;
    };
  }

  public static Value lessThan(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    Range a = Range.of(left);
    Range b = Range.of(right);
    Answer answer = a.isBelow(b) ? Answer.YES : b.isNotAbove(a) ? Answer.NO : Answer.UNKNOWN;
    return toValue(answer).mark(left.marks()).mark(right.marks());
  }

  public static Value lessThanOrEqual(Value left, Value right) throws OperationException {
    return not(greaterThan(left, right));
  }

  public static Value greaterThan(Value left, Value right) throws OperationException {
    return lessThan(/* left= */ right, /* right= */ left);
  }

  public static Value greaterThanOrEqual(Value left, Value right) throws OperationException {
    return not(lessThan(left, right));
  }

  /// False as soon as one operand is false, even if the other is unknown.
  public static Value and(Value left, Value right) throws OperationException {
    return logic(left, right, false);
  }

  /// True as soon as one operand is true, even if the other is unknown.
  public static Value or(Value left, Value right) throws OperationException {
    return logic(left, right, true);
  }

  private static Value logic(Value left, Value right, boolean decisive) throws OperationException {
    require(left, PrimitiveType.BOOLEAN);
    require(right, PrimitiveType.BOOLEAN);
    Value result;
    if (is(left, decisive) || is(right, decisive)) {
      result = Value.of(decisive);
    } else {
      result = left.isKnown() && right.isKnown() ? Value.of(!decisive) : Values.UNKNOWN_BOOLEAN;
    }
    return result.mark(left.marks()).mark(right.marks());
  }

  private static boolean is(Value value, boolean wanted) {
    return value instanceof BooleanValue bool && bool.value() == wanted;
  }

  public static Value not(Value operand) throws OperationException {
    require(operand, PrimitiveType.BOOLEAN);
    Value result =
        operand instanceof BooleanValue bool ? Value.of(!bool.value()) : Values.UNKNOWN_BOOLEAN;
    return result.mark(operand.marks());
  }

  public static Value add(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    return calculate(left, right, Number512::add, (a, b) -> a.add(b));
  }

  public static Value subtract(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    return calculate(left, right, Number512::subtract, (a, b) -> a.add(b.negate()));
  }

  /// The product; zero if one operand is zero, even if the other is unknown.
  public static Value multiply(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    if (isZero(left) ? !right.isKnown() : isZero(right) && !left.isKnown()) {
      return Value.of(0).mark(left.marks()).mark(right.marks());
    }
    return calculate(left, right, Number512::multiply, Range::multiply);
  }

  private static boolean isZero(Value value) {
    return value instanceof NumberValue number && number.value().signum() == 0;
  }

  /// The quotient. Division by zero gives an infinity, and zero by zero has no result.
  public static Value divide(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    return calculate(left, right, Number512::divide, (_, _) -> Range.ANY);
  }

  /// The remainder of the truncated quotient, with the sign of the left operand.
  public static Value remainder(Value left, Value right) throws OperationException {
    requireNumbers(left, right);
    return calculate(left, right, Number512::remainder, (_, _) -> Range.ANY);
  }

  public static Value negate(Value operand) throws OperationException {
    require(operand, PrimitiveType.NUMBER);
    Value result =
        operand instanceof NumberValue number
            ? Value.of(number.value().negate())
            : Range.of(operand).negate().toValue();
    return result.mark(operand.marks());
  }

  private static Value calculate(
      Value left, Value right, BinaryOperator<Number512> exact, BinaryOperator<Range> approximate)
      throws OperationException {
    Value result;
    try {
      result =
          left instanceof NumberValue a && right instanceof NumberValue b
              ? Value.of(exact.apply(a.value(), b.value()))
              : approximate.apply(Range.of(left), Range.of(right)).toValue();
    } catch (ArithmeticException undefined) {
      throw failed(String.valueOf(undefined.getMessage()));
    }
    return result.mark(left.marks()).mark(right.marks());
  }

  /// Joins strings as a template does; an unknown part gives an unknown, refined by the known text
  /// before it.
  public static Value concatenate(List<Value> strings) throws OperationException {
    StringBuilder text = new StringBuilder();
    Set<Mark> marks = new HashSet<>();
    boolean known = true;
    for (Value part : strings) {
      require(part, PrimitiveType.STRING);
      marks.addAll(part.marks());
      if (part instanceof StringValue string && known) {
        text.append(string.value());
      } else if (!part.isKnown()) {
        known = false;
      }
    }
    if (known) {
      return Value.of(text.toString()).mark(marks);
    }
    text.setLength(Math.min(text.length(), LONGEST_PREFIX));
    return withPrefix(Refinements.safePrefix(text.toString())).mark(marks);
  }

  private static Value withPrefix(String prefix) {
    return Value.unknown(
        Type.STRING, new Refinement(true, prefix, null, null, 0, Integer.MAX_VALUE));
  }

  /// The element of a list, tuple, map or object; the key is converted to a number or a string as
  /// needed.
  public static Value index(Value collection, Value key) throws OperationException {
    return Access.index(collection.unmark(), key.unmark())
        .mark(collection.marks())
        .mark(key.marks());
  }

  /// The attribute of an object, or the element of a map.
  public static Value attribute(Value object, String name) throws OperationException {
    return Access.attribute(object.unmark(), name).mark(object.marks());
  }

  /// Whether [#index] would find something; unknown while that is not certain.
  public static Value hasIndex(Value collection, Value key) throws OperationException {
    Value result = hasIndexUnmarked(collection.unmark(), key.unmark());
    return result.mark(collection.marks()).mark(key.marks());
  }

  private static Value hasIndexUnmarked(Value collection, Value key) throws OperationException {
    requireNotNull(collection);
    requireNotNull(key);
    boolean byType =
        collection.type() instanceof TupleType || collection.type() instanceof ObjectType;
    try {
      Access.index(collection, key);
    } catch (OperationException missing) {
      return Values.FALSE;
    }
    return key.isKnown() && (collection.isKnown() || byType) ? Values.TRUE : Values.UNKNOWN_BOOLEAN;
  }

  /// The number of elements of a collection, tuple or object; strings have none. A set with unknown
  /// elements has an unknown length between those that certainly differ and all of them.
  public static Value length(Value collection) throws OperationException {
    requireNotNull(collection);
    Value length =
        switch (collection.type()) {
          case TupleType tuple -> Value.of(tuple.elements().size());
          case ObjectType object -> Value.of(object.attributes().size());
          case PrimitiveType _ ->
              throw new OperationException(
                  "Invalid operand", "A list, map, set, tuple or object is required.");
          case DynamicType _ -> lengthBetween(0, Integer.MAX_VALUE);
          case ListType _, SetType _, MapType _ -> lengthOfCollection(collection);
        };
    return length.mark(collection.marks());
  }

  private static Value lengthOfCollection(Value collection) {
    return switch (collection) {
      case ListValue list -> Value.of(list.elements().size());
      case MapValue map -> Value.of(map.elements().size());
      case SetValue set -> {
        long known = set.elements().stream().filter(Value::isWhollyKnown).count();
        int all = set.elements().size();
        yield lengthBetween(Math.toIntExact(Math.max(Math.min(1, all), known)), all);
      }
      case UnknownValue unknown ->
          lengthBetween(unknown.refinement().minimumLength(), unknown.refinement().maximumLength());
      default -> throw new IllegalStateException("no collection: " + collection.type());
    };
  }

  private static Value lengthBetween(int fewest, int most) {
    Refinement.Bound lower = new Refinement.Bound(Number512.of(fewest), true);
    Refinement.Bound upper =
        most == Integer.MAX_VALUE ? null : new Refinement.Bound(Number512.of(most), true);
    return new Range(lower, upper).toValue();
  }

  /// Whether a set holds a value; unknown if only an unknown stands in the way of an answer. Takes
  /// time linear in the set.
  public static Value contains(Value set, Value element) throws OperationException {
    requireNotNull(set);
    Set<Mark> marks = new HashSet<>(set.marks());
    Value unmarked = Marks.take(element, marks);
    return switch (set) {
      case SetValue known -> toValue(Comparison.contains(known, unmarked)).mark(marks);
      case UnknownValue _ -> Values.UNKNOWN_BOOLEAN.mark(marks);
      default -> throw new OperationException("Invalid operand", "A set is required.");
    };
  }

  private static void requireNumbers(Value left, Value right) throws OperationException {
    require(left, PrimitiveType.NUMBER);
    require(right, PrimitiveType.NUMBER);
  }

  private static void require(Value operand, PrimitiveType type) throws OperationException {
    requireNotNull(operand);
    Type actual = operand.type();
    if (actual != type && !(actual instanceof DynamicType)) {
      throw new OperationException(
          "Invalid operand", "Unsuitable operand: a " + type.keyword() + " is required.");
    }
  }

  private static void requireNotNull(Value operand) throws OperationException {
    if (operand.isNull()) {
      throw failed(NULL_OPERAND);
    }
  }

  private static OperationException failed(String reason) {
    return new OperationException("Operation failed", "Error during operation: " + reason + ".");
  }
}
