package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import org.jspecify.annotations.Nullable;

/// What is known about an unknown value (cty refinements; plugin protocol, extension type 12).
///
/// @param notNull whether it will not be null
/// @param prefix text its string will start with; empty when nothing is known
/// @param lower the lower bound of a number, or null
/// @param upper the upper bound of a number, or null
/// @param minimumLength at least so many elements in the collection
/// @param maximumLength at most so many elements in the collection; `Integer.MAX_VALUE` for no
///   limit
public record Refinement(
    boolean notNull,
    String prefix,
    @Nullable Bound lower,
    @Nullable Bound upper,
    int minimumLength,
    int maximumLength) {

  /// Nothing is known.
  public static final Refinement NONE = new Refinement(false, "", null, null, 0, Integer.MAX_VALUE);

  /// Only that it will not be null.
  public static final Refinement NOT_NULL =
      new Refinement(true, "", null, null, 0, Integer.MAX_VALUE);

  /// One end of a range of numbers.
  public record Bound(Number512 value, boolean inclusive) {}
}
