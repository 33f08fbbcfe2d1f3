package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Values that are used everywhere. They are not constants of [Value] itself, since initialising an
/// interface that creates its own subtypes can deadlock.
public final class Values {
  public static final Value TRUE = new BooleanValue(true, Set.of());
  public static final Value FALSE = new BooleanValue(false, Set.of());
  public static final Value EMPTY_OBJECT = Value.object(Map.of());
  public static final Value EMPTY_TUPLE = Value.tuple(List.of());

  /// Null of a type that is not known: what the keyword `null` gives.
  public static final Value NULL = new NullValue(Type.DYNAMIC, Set.of());

  /// Unknown of a type that is not known.
  public static final Value UNKNOWN = new UnknownValue(Type.DYNAMIC, Refinement.NONE, Set.of());

  /// Unknown, but not null: the answer to a question that cannot be decided yet.
  public static final Value UNKNOWN_BOOLEAN =
      new UnknownValue(Type.BOOLEAN, Refinement.NOT_NULL, Set.of());

  /// Text as the language holds it, in Unicode form NFC: for the keys of maps, which are not
  /// values.
  public static String normalized(String text) {
    return StringValue.normalized(text);
  }

  private Values() {}
}
