package dev.holdfast.hcl.value;

import dev.holdfast.hcl.order.CodePointMap;
import java.util.Iterator;
import java.util.List;

/// Structural comparisons of values that are not the language's own. Time is linear in the smaller
/// value.
public final class Equality {
  private Equality() {}

  /// Whether both are equal in structure, with unknowns of one type equal whatever is known about
  /// them. Marks count.
  public static boolean sameIgnoringRefinements(Value left, Value right) {
    return same(left, right, true);
  }

  /// As above, and marks do not count either.
  public static boolean sameIgnoringMarksAndRefinements(Value left, Value right) {
    return same(left, right, false);
  }

  @SuppressWarnings("ReferenceEquality") // a shortcut
  private static boolean same(Value left, Value right, boolean marksCount) {
    if (left == right) {
      return true;
    }
    if (marksCount && !left.marks().equals(right.marks())) {
      return false;
    }
    return switch (left) {
      case UnknownValue a -> right instanceof UnknownValue b && a.type().equals(b.type());
      case NullValue a -> right instanceof NullValue b && a.type().equals(b.type());
      case BooleanValue a -> right instanceof BooleanValue b && a.value() == b.value();
      case NumberValue a -> right instanceof NumberValue b && a.value().equals(b.value());
      case StringValue a -> right instanceof StringValue b && a.value().equals(b.value());
      case ListValue a ->
          right instanceof ListValue b
              && a.type().equals(b.type())
              && sameAll(a.elements(), b.elements(), marksCount);
      case SetValue a ->
          right instanceof SetValue b
              && a.type().equals(b.type())
              && sameAll(a.elements(), b.elements(), marksCount);
      case TupleValue a ->
          right instanceof TupleValue b && sameAll(a.elements(), b.elements(), marksCount);
      case MapValue a ->
          right instanceof MapValue b
              && a.type().equals(b.type())
              && sameEntries(a.elements(), b.elements(), marksCount);
      case ObjectValue a ->
          right instanceof ObjectValue b && sameEntries(a.attributes(), b.attributes(), marksCount);
    };
  }

  private static boolean sameAll(List<Value> left, List<Value> right, boolean marksCount) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<Value> others = right.iterator();
    for (Value value : left) {
      if (!same(value, others.next(), marksCount)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(
      CodePointMap<Value> left, CodePointMap<Value> right, boolean marksCount) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!left.keyAt(index).equals(right.keyAt(index))
          || !same(left.valueAt(index), right.valueAt(index), marksCount)) {
        return false;
      }
    }
    return true;
  }
}
