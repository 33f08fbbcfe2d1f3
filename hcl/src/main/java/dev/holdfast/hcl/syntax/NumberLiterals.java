package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads decimal numbers as both syntaxes write them.
final class NumberLiterals {
  /// More digits than any number is written with; converting them costs more than linear time.
  private static final int MAXIMUM_LENGTH = 10_000;

  /// Far beyond anything meant, and near enough to stay cheap.
  private static final int MAXIMUM_EXPONENT = 100_000;

  private NumberLiterals() {}

  /// The number, or null if the text is not one or is longer or larger than is sensible.
  static @Nullable Value parse(String text) {
    if (text.length() <= 18 && text.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return Value.of(Long.parseLong(text));
    }
    if (text.length() > MAXIMUM_LENGTH) {
      return null;
    }
    try {
      BigDecimal decimal = new BigDecimal(text);
      return Math.abs((long) decimal.precision() - decimal.scale()) > MAXIMUM_EXPONENT
          ? null
          : Value.of(Number512.of(decimal));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
