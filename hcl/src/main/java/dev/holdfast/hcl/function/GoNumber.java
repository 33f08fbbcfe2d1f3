package dev.holdfast.hcl.function;

import dev.holdfast.hcl.number.Number512;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as the verbs of a format ask for them, with their sign and without padding.
final class GoNumber {
  private static final int USUAL_PRECISION = 6;

  /// `%v` goes over to an exponent later than `%g`.
  private static final int LARGEST_PLAIN_EXPONENT = 21;

  private GoNumber() {}

  /// A whole number in the base of the verb.
  static String integer(GoFormat.Verb verb, Number512 number) {
    BigInteger whole = number.toBigInteger();
    BigInteger size = whole.abs();
    String digits =
        switch (verb.letter()) {
          case 'b' -> prefixed(verb, "0b", size.toString(2));
          case 'o' -> prefixed(verb, "0", size.toString(8));
          case 'x' -> prefixed(verb, "0x", size.toString(16));
          case 'X' -> prefixed(verb, "0X", size.toString(16).toUpperCase(Locale.ROOT));
          default -> size.toString();
        };
    if (verb.precision() > digits.length()) {
      digits = "0".repeat(verb.precision() - digits.length()) + digits;
    }
    return sign(verb, whole.signum() < 0) + digits;
  }

  private static String prefixed(GoFormat.Verb verb, String prefix, String digits) {
    return verb.flags().sharp() ? prefix + digits : digits;
  }

  /// A number with a fraction or an exponent.
  static String decimal(GoFormat.Verb verb, Number512 number) {
    if (number.isInfinite()) {
      return (number.signum() < 0 ? "-" : "+") + "Inf";
    }
    String sign = sign(verb, number.signum() < 0);
    Number512 size = number.absolute();
    String digits =
        switch (verb.letter()) {
          case 'f' -> plain(size, verb.precision() < 0 ? USUAL_PRECISION : verb.precision());
          case 'e', 'E' ->
              exponent(size, verb.precision() < 0 ? USUAL_PRECISION : verb.precision());
          case 'v' -> general(size, verb.precision(), LARGEST_PLAIN_EXPONENT);
          default -> general(size, verb.precision(), USUAL_PRECISION);
        };
    boolean upper = verb.letter() == 'E' || verb.letter() == 'G';
    return sign + (upper ? digits.toUpperCase(Locale.ROOT) : digits);
  }

  private static String sign(GoFormat.Verb verb, boolean negative) {
    if (negative) {
      return "-";
    }
    return verb.flags().plus() ? "+" : verb.flags().space() ? " " : "";
  }

  private static String plain(Number512 number, int precision) {
    return number.toBigDecimal().setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String exponent(Number512 number, int precision) {
    if (number.signum() == 0) {
      return withExponent("0".repeat(precision + 1), 0);
    }
    BigDecimal rounded =
        number.toBigDecimal().round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int power = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.unscaledValue().toString();
    if (digits.length() < precision + 1) {
      digits += "0".repeat(precision + 1 - digits.length());
    }
    return withExponent(digits.substring(0, precision + 1), power);
  }

  /// The shorter of both forms, without zeros at the end: with an exponent where it is less than -4
  /// or at least the precision.
  private static String general(Number512 number, int precision, int usual) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal value = new BigDecimal(number.toString());
    if (precision >= 0) {
      value =
          number
              .toBigDecimal()
              .round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN));
    }
    value = value.stripTrailingZeros();
    int power = value.precision() - value.scale() - 1;
    int limit = precision < 0 ? usual : Math.max(1, precision);
    if (precision >= 0 && limit > value.precision() && value.precision() >= power + 1) {
      limit = value.precision();
    }
    return power < -4 || power >= limit
        ? withExponent(value.unscaledValue().toString(), power)
        : value.toPlainString();
  }

  private static String withExponent(String digits, int power) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + (power < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(power));
  }
}
