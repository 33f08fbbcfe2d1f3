package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// What is known of a value that is one of two, while it is not known which.
final class EitherValue {
  private EitherValue() {}

  /// An unknown of the type that promises only what both values keep. Marks are not looked at.
  static Value of(Value first, Value second, Type type) {
    if (first.isNull() && second.isNull()) {
      return Value.nullOf(type);
    }
    if (type instanceof DynamicType) {
      return Value.unknown(type);
    }
    boolean notNull = neverNull(first) && neverNull(second);
    if (!notNull) {
      // Bounds say something only of a value that is there.
      return Value.unknown(type);
    }
    Refinement refinement = Refinement.NOT_NULL;
    if (type == PrimitiveType.NUMBER) {
      refinement = numbers(first, second);
    } else if (type instanceof ListType || type instanceof SetType || type instanceof MapType) {
      refinement =
          new Refinement(
              true,
              "",
              null,
              null,
              Math.min(leastLength(first), leastLength(second)),
              Math.max(greatestLength(first), greatestLength(second)));
    }
    return Refinements.refine(Value.unknown(type), refinement);
  }

  private static boolean neverNull(Value value) {
    return value instanceof UnknownValue unknown ? unknown.refinement().notNull() : !value.isNull();
  }

  private static Refinement numbers(Value first, Value second) {
    Refinement.Bound firstLower = lower(first);
    Refinement.Bound secondLower = lower(second);
    Refinement.Bound firstUpper = upper(first);
    Refinement.Bound secondUpper = upper(second);
    return new Refinement(
        true,
        "",
        firstLower == null || secondLower == null ? null : outer(firstLower, secondLower, -1),
        firstUpper == null || secondUpper == null ? null : outer(firstUpper, secondUpper, 1),
        0,
        Integer.MAX_VALUE);
  }

  /// The bound that lies farther in a direction; of two equal ones the inclusive one.
  private static Refinement.Bound outer(
      Refinement.Bound first, Refinement.Bound second, int direction) {
    int order = Integer.signum(first.value().compareTo(second.value()));
    if (order == 0) {
      return first.inclusive() ? first : second;
    }
    return order == direction ? first : second;
  }

  private static Refinement.@Nullable Bound lower(Value value) {
    return switch (value) {
      case NumberValue number -> bound(number.value());
      case UnknownValue unknown -> unknown.refinement().lower();
      default -> null;
    };
  }

  private static Refinement.@Nullable Bound upper(Value value) {
    return switch (value) {
      case NumberValue number -> bound(number.value());
      case UnknownValue unknown -> unknown.refinement().upper();
      default -> null;
    };
  }

  private static Refinement.Bound bound(Number512 value) {
    return new Refinement.Bound(value, true);
  }

  private static int leastLength(Value value) {
    return switch (value) {
      case UnknownValue unknown -> unknown.refinement().minimumLength();
      case SetValue set when !set.isWhollyKnown() -> set.elements().isEmpty() ? 0 : 1;
      default -> Elements.of(value).size();
    };
  }

  private static int greatestLength(Value value) {
    return value instanceof UnknownValue unknown
        ? unknown.refinement().maximumLength()
        : Elements.of(value).size();
  }
}
