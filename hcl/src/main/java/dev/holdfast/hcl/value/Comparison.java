package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.order.CodePointMap;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;

/// The language's equality of unmarked values. An answer is given as soon as it cannot change any
/// more, even if something is unknown.
final class Comparison {
  private Comparison() {}

  /// An answer that may not be known yet.
  enum Answer {
    NO,
    UNKNOWN,
    YES;

    Answer and(Answer other) {
      return compareTo(other) <= 0 ? this : other;
    }

    static Answer of(boolean answer) {
      return answer ? YES : NO;
    }
  }

  static Answer equal(Value left, Value right) {
    if (left.isKnown() && right.isKnown() && !left.isNull() && !right.isNull()) {
      Type a = left.type();
      Type b = right.type();
      if (!a.equals(b) && !a.containsDynamic() && !b.containsDynamic()) {
        return Answer.NO;
      }
    }
    return structural(left, right);
  }

  private static Answer structural(Value left, Value right) {
    if (left.isNull() && right.isNull()) {
      return Answer.YES;
    }
    if ((left.isNull() && Refinements.isDefinitelyNotNull(right))
        || (right.isNull() && Refinements.isDefinitelyNotNull(left))) {
      return Answer.NO;
    }
    if (left instanceof UnknownValue unknown) {
      return withUnknown(unknown, right);
    }
    if (right instanceof UnknownValue unknown) {
      return withUnknown(unknown, left);
    }
    return switch (left) {
      case BooleanValue a -> Answer.of(right instanceof BooleanValue b && a.value() == b.value());
      case NumberValue a ->
          Answer.of(right instanceof NumberValue b && a.value().equals(b.value()));
      case StringValue a ->
          Answer.of(right instanceof StringValue b && a.value().equals(b.value()));
      case ListValue a ->
          right instanceof ListValue b ? all(a.elements(), b.elements()) : Answer.NO;
      case TupleValue a ->
          right instanceof TupleValue b ? all(a.elements(), b.elements()) : Answer.NO;
      case SetValue a -> right instanceof SetValue b ? sets(a, b) : Answer.NO;
      case MapValue a ->
          right instanceof MapValue b ? entries(a.elements(), b.elements()) : Answer.NO;
      case ObjectValue a ->
          right instanceof ObjectValue b ? entries(a.attributes(), b.attributes()) : Answer.NO;
      case NullValue _, UnknownValue _ -> throw new IllegalStateException("answered above");
    };
  }

  private static Answer withUnknown(UnknownValue unknown, Value other) {
    return other.isKnown() && !other.isNull() && !mayBecome(unknown, other)
        ? Answer.NO
        : Answer.UNKNOWN;
  }

  /// Whether an unknown may turn out to be a value that is known and not null.
  static boolean mayBecome(UnknownValue unknown, Value value) {
    Type type = unknown.type();
    if (type instanceof DynamicType) {
      return true;
    }
    if (!type.containsDynamic() && !value.type().containsDynamic() && !type.equals(value.type())) {
      return false;
    }
    Refinement refinement = unknown.refinement();
    return switch (value) {
      case StringValue text -> text.value().startsWith(refinement.prefix());
      case NumberValue number -> isWithin(number.value(), refinement);
      case ListValue list -> lengthFits(list.elements().size(), list.elements().size(), refinement);
      case MapValue map -> lengthFits(map.elements().size(), map.elements().size(), refinement);
      case SetValue set ->
          lengthFits(
              set.isWhollyKnown() ? set.elements().size() : Math.min(1, set.elements().size()),
              set.elements().size(),
              refinement);
      default -> true;
    };
  }

  private static boolean isWithin(Number512 number, Refinement refinement) {
    Refinement.Bound lower = refinement.lower();
    Refinement.Bound upper = refinement.upper();
    int fromLower = lower == null ? 1 : number.compareTo(lower.value());
    int fromUpper = upper == null ? -1 : number.compareTo(upper.value());
    return (fromLower > 0 || (fromLower == 0 && lower != null && lower.inclusive()))
        && (fromUpper < 0 || (fromUpper == 0 && upper != null && upper.inclusive()));
  }

  private static boolean lengthFits(int fewest, int most, Refinement refinement) {
    return most >= refinement.minimumLength() && fewest <= refinement.maximumLength();
  }

  private static Answer all(List<Value> left, List<Value> right) {
    if (left.size() != right.size()) {
      return Answer.NO;
    }
    Answer answer = Answer.YES;
    Iterator<Value> others = right.iterator();
    for (Value value : left) {
      answer = answer.and(structural(value, others.next()));
      if (answer == Answer.NO) {
        return answer;
      }
    }
    return answer;
  }

  private static Answer entries(CodePointMap<Value> left, CodePointMap<Value> right) {
    if (!left.hasSameKeys(right)) {
      return Answer.NO;
    }
    Answer answer = Answer.YES;
    for (int index = 0; index < left.size(); index++) {
      answer = answer.and(structural(left.valueAt(index), right.valueAt(index)));
      if (answer == Answer.NO) {
        return answer;
      }
    }
    return answer;
  }

  private static Answer sets(SetValue left, SetValue right) {
    if (!left.isWhollyKnown() || !right.isWhollyKnown()) {
      return Answer.UNKNOWN;
    }
    return Answer.of(
        left.elements().size() == right.elements().size()
            && new HashSet<>(left.elements()).containsAll(right.elements()));
  }

  /// Whether a set holds an element.
  static Answer contains(SetValue set, Value element) {
    Answer answer = Answer.NO;
    for (Value candidate : set.elements()) {
      Answer same = structural(candidate, element);
      if (same == Answer.YES) {
        return same;
      }
      answer = answer.compareTo(same) >= 0 ? answer : same;
    }
    return answer;
  }
}
