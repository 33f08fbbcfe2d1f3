package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Arithmetic on ranges of numbers: what can be said of a result when an operand is not known.
final class Arithmetic {
  /// Between two numbers; a bound that is null does not limit.
  record Range(Refinement.@Nullable Bound lower, Refinement.@Nullable Bound upper) {
    static final Range ANY = new Range(null, null);

    /// Of a number value that is not null.
    static Range of(Value value) {
      if (value instanceof NumberValue number) {
        Refinement.Bound exact = new Refinement.Bound(number.value(), true);
        return new Range(exact, exact);
      }
      return value instanceof UnknownValue(Type type, Refinement known, var _)
              && !(type instanceof DynamicType)
          ? new Range(known.lower(), known.upper())
          : ANY;
    }

    /// An unknown in this range, or the only number in it.
    Value toValue() {
      return Value.unknown(
          Type.NUMBER, new Refinement(true, "", lower, upper, 0, Integer.MAX_VALUE));
    }

    Range negate() {
      return new Range(negated(upper), negated(lower));
    }

    Range add(Range other) {
      return new Range(sum(lower, other.lower), sum(upper, other.upper));
    }

    /// The bounds belong to the result even if they do not quite, which is weaker and simpler.
    Range multiply(Range other) {
      if (lower == null || upper == null || other.lower == null || other.upper == null) {
        return ANY;
      }
      BinaryOperator<Number512> product = Number512::multiply;
      var corners =
          Stream.of(
                  product.apply(lower.value(), other.lower.value()),
                  product.apply(lower.value(), other.upper.value()),
                  product.apply(upper.value(), other.lower.value()),
                  product.apply(upper.value(), other.upper.value()))
              .sorted()
              .toList();
      return new Range(
          new Refinement.Bound(corners.getFirst(), true),
          new Refinement.Bound(corners.getLast(), true));
    }

    /// Whether every number here is less than every number there, as far as that is certain.
    boolean isBelow(Range other) {
      if (upper == null || other.lower == null) {
        return false;
      }
      int order = upper.value().compareTo(other.lower.value());
      return order < 0 || (order == 0 && !(upper.inclusive() && other.lower.inclusive()));
    }

    /// Whether no number here is greater than any number there, as far as that is certain.
    boolean isNotAbove(Range other) {
      return upper != null
          && other.lower != null
          && upper.value().compareTo(other.lower.value()) <= 0;
    }
  }

  private Arithmetic() {}

  private static Refinement.@Nullable Bound negated(Refinement.@Nullable Bound bound) {
    return bound == null ? null : new Refinement.Bound(bound.value().negate(), bound.inclusive());
  }

  private static Refinement.@Nullable Bound sum(
      Refinement.@Nullable Bound one, Refinement.@Nullable Bound other) {
    return one == null || other == null
        ? null
        : new Refinement.Bound(
            one.value().add(other.value()), one.inclusive() && other.inclusive());
  }
}
