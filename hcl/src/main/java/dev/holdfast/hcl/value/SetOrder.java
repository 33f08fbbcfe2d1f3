package dev.holdfast.hcl.value;

import java.util.Comparator;

/// The order in which the language iterates over a set: false before true, numbers by size, strings
/// by code point, null and unknown last, everything else by its textual form, which is stable.
enum SetOrder implements Comparator<Value> {
  INSTANCE;

  @Override
  public int compare(Value left, Value right) {
    int byRank = Integer.compare(rank(left), rank(right));
    if (byRank != 0) {
      return byRank;
    }
    return switch (left) {
      case BooleanValue a when right instanceof BooleanValue b ->
          Boolean.compare(a.value(), b.value());
      case NumberValue a when right instanceof NumberValue b -> a.value().compareTo(b.value());
      case StringValue a when right instanceof StringValue b -> a.value().compareTo(b.value());
      default -> left.toString().compareTo(right.toString());
    };
  }

  private static int rank(Value value) {
    return value.isNull() ? 1 : value.isKnown() ? 0 : 2;
  }
}
