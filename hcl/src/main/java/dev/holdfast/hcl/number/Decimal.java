package dev.holdfast.hcl.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// A positive decimal `0.digits × 10^point`.
///
/// @param digits without zeros at either end
record Decimal(String digits, int point) {

  static Decimal of(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    return trimmed(digits, digits.length() - value.scale());
  }

  Decimal round(int significantDigits) {
    BigDecimal exact = new BigDecimal(new BigInteger(digits), digits.length() - point);
    return of(exact.round(new MathContext(significantDigits, RoundingMode.HALF_EVEN)));
  }

  /// The decimal with the fewest digits between two bounds, and of those one next to the middle.
  /// All three numbers are divided by `10^scale`.
  static Decimal shortestBetween(
      BigInteger lower, BigInteger middle, BigInteger upper, int scale, boolean boundsBelong) {
    String high = upper.toString();
    String value = padded(middle, high.length());
    String low = padded(lower, high.length());
    int point = high.length() - scale;
    int lowEnd = lastDigit(low);
    int highEnd = lastDigit(high);
    for (int index = 0; index < value.length(); index++) {
      char digit = value.charAt(index);
      // Cutting off after this digit stays above the lower bound.
      boolean down = low.charAt(index) != digit || (boundsBelong && index == lowEnd);
      // Adding one to this digit stays below the upper bound.
      boolean up =
          digit != high.charAt(index)
              && (boundsBelong || digit + 1 < high.charAt(index) || index < highEnd);
      if (down && up) {
        BigDecimal exact = new BigDecimal(new BigInteger(value), scale);
        int unit = scale - (value.length() - index - 1);
        return of(exact.setScale(unit, RoundingMode.HALF_EVEN));
      }
      if (down) {
        return trimmed(value.substring(0, index + 1), point);
      }
      if (up) {
        BigInteger next = new BigInteger(value.substring(0, index + 1)).add(BigInteger.ONE);
        String digits = next.toString();
        int dropped = value.length() - index - 1;
        return trimmed(digits, digits.length() + dropped - scale);
      }
    }
    return trimmed(value, point);
  }

  private static String padded(BigInteger value, int length) {
    String digits = value.toString();
    return "0".repeat(length - digits.length()) + digits;
  }

  private static int lastDigit(String digits) {
    int end = digits.length() - 1;
    while (end > 0 && digits.charAt(end) == '0') {
      end--;
    }
    return end;
  }

  private static Decimal trimmed(String digits, int point) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return new Decimal(digits.substring(start, lastDigit(digits) + 1), point - start);
  }

  /// Without an exponent.
  String plain() {
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  /// With an exponent of at least two digits.
  String scientific() {
    int exponent = point - 1;
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size.length() < 2 ? "0" + size : size);
  }
}
