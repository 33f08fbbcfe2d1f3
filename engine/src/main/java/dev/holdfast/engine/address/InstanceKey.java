package dev.holdfast.engine.address;

import static dev.holdfast.hcl.order.CodePointOrder.CODE_POINT_ORDER;

import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Tells the instances of one resource or module call apart. Ordered: none, whole numbers, strings.
public sealed interface InstanceKey extends Comparable<InstanceKey> {

  /// The key of an object that has neither `count` nor `for_each`.
  record None() implements InstanceKey {
    private static final None INSTANCE = new None();

    @Override
    public String toString() {
      return "";
    }
  }

  /// An index given by `count`.
  record Index(long index) implements InstanceKey {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /// A key given by `for_each`.
  record Key(String key) implements InstanceKey {
    @Override
    public String toString() {
      return "[" + Quoting.quote(key) + "]";
    }
  }

  static InstanceKey none() {
    return None.INSTANCE;
  }

  static InstanceKey of(long index) {
    return new Index(index);
  }

  static InstanceKey of(String key) {
    return new Key(key);
  }

  /// The key that a value in brackets gives: a known string, or a known whole number from 0. Null
  /// for any other value.
  static @Nullable InstanceKey from(Value value) {
    return switch (value) {
      case StringValue string -> new Key(string.value());
      case NumberValue number when number.value().fitsLong() && number.value().signum() >= 0 ->
          new Index(number.value().longValueExact());
      default -> null;
    };
  }

  /// As it follows a name in an address: empty, `[0]` or `["a"]`.
  @Override
  String toString();

  @Override
  default int compareTo(InstanceKey other) {
    return switch (this) {
      case None none -> other instanceof None ? 0 : -1;
      case Index(long index) ->
          switch (other) {
            case None none -> 1;
            case Index(long otherIndex) -> Long.compare(index, otherIndex);
            case Key key -> -1;
          };
      case Key(String key) ->
          other instanceof Key(String otherKey) ? CODE_POINT_ORDER.compare(key, otherKey) : 1;
    };
  }
}
