package dev.holdfast.hcl.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/// Decimal text to numbers and back.
final class DecimalText {
  private static final int LONGEST_TEXT = 100_000;

  /// Decimal exponents beyond this are beyond [Rounding#LARGEST_MAGNITUDE] for any text that is not
  /// too long.
  private static final int LARGEST_EXPONENT = 1_000_000;

  private DecimalText() {}

  // number   = [ sign ] ( mantissa [ exponent ] | "Inf" | "inf" )
  // mantissa = digits [ "." [ digits ] ] | "." digits
  // exponent = ( "e" | "E" | "p" | "P" ) [ sign ] digits
  static Optional<Number512> parse(String text) {
    int length = text.length();
    if (length > LONGEST_TEXT) {
      return Optional.empty();
    }
    int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    boolean negative = start == 1 && text.charAt(0) == '-';
    String rest = text.substring(start);
    if (rest.equals("Inf") || rest.equals("inf")) {
      return Optional.of(Number512.infinity(negative ? -1 : 1));
    }
    int end = digitsEnd(text, start);
    int digits = end - start;
    int places = 0;
    if (end < length && text.charAt(end) == '.') {
      places = digitsEnd(text, end + 1) - end - 1;
      digits += places;
      end += places + 1;
    }
    if (digits == 0) {
      return Optional.empty();
    }
    if (end == length && places == 0 && digits <= 18) {
      int wholeEnd = text.charAt(end - 1) == '.' ? end - 1 : end;
      long whole = Long.parseLong(text, start, wholeEnd, 10);
      return Optional.of(Number512.of(negative ? -whole : whole));
    }
    BigInteger unscaled = new BigInteger(text.substring(start, end).replace(".", ""));
    if (negative) {
      unscaled = unscaled.negate();
    }
    if (end == length) {
      return Optional.of(nearest(new BigDecimal(unscaled, places)));
    }
    return withExponent(unscaled, places, text, end);
  }

  private static Optional<Number512> withExponent(
      BigInteger unscaled, int places, String text, int at) {
    char kind = Character.toLowerCase(text.charAt(at));
    int start = at + 1;
    boolean signed =
        start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+');
    boolean negative = signed && text.charAt(start) == '-';
    start += signed ? 1 : 0;
    if ((kind != 'e' && kind != 'p')
        || start == text.length()
        || digitsEnd(text, start) != text.length()) {
      return Optional.empty();
    }
    int exponent = 0;
    for (int index = start; index < text.length(); index++) {
      exponent = Math.min(LARGEST_EXPONENT * 2, exponent * 10 + text.charAt(index) - '0');
    }
    exponent = negative ? -exponent : exponent;
    if (kind == 'e') {
      return Optional.of(nearest(new BigDecimal(unscaled, places - exponent)));
    }
    Number512 mantissa = nearest(new BigDecimal(unscaled, places));
    return Optional.of(Number512.rounded(mantissa.mantissa(), mantissa.exponent() + exponent));
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  static Number512 nearest(BigDecimal value) {
    long magnitude = (long) value.precision() - value.scale();
    if (value.signum() == 0 || magnitude < -LARGEST_EXPONENT) {
      return Number512.ZERO;
    }
    if (magnitude > LARGEST_EXPONENT) {
      return Number512.infinity(value.signum());
    }
    // Ten to the power n is five to the power n, shifted by n: smaller numbers to work with.
    int scale = value.scale();
    BigInteger fives = BigInteger.valueOf(5).pow(Math.abs(scale));
    return scale <= 0
        ? Number512.rounded(value.unscaledValue().multiply(fives), -scale)
        : Rounding.quotient(value.unscaledValue(), fives, -scale);
  }

  static String shortest(Number512 number) {
    if (number.isInfinite()) {
      return number.signum() < 0 ? "-Inf" : "+Inf";
    }
    BigInteger mantissa = number.mantissa().abs();
    int exponent = number.exponent();
    int precision = number.printPrecision();
    String sign = number.signum() < 0 ? "-" : "";
    if (exponent >= 0 && mantissa.bitLength() + exponent <= precision) {
      return sign + mantissa.shiftLeft(exponent);
    }
    // One bit more than the precision: that bit is half a unit in the last place.
    int shift = precision + 1 - mantissa.bitLength();
    BigInteger middle = mantissa.shiftLeft(shift);
    int power = exponent - shift;
    BigInteger factor =
        power < 0 ? BigInteger.valueOf(5).pow(-power) : BigInteger.ONE.shiftLeft(power);
    // A tie rounds to an even mantissa, so only then do the ends belong to the interval.
    boolean endsBelong = !middle.testBit(1);
    Decimal shortest =
        Decimal.shortestBetween(
            middle.subtract(BigInteger.ONE).multiply(factor),
            middle.multiply(factor),
            middle.add(BigInteger.ONE).multiply(factor),
            Math.max(0, -power),
            endsBelong);
    return sign + shortest.plain();
  }

  static String general(Number512 number, int digits) {
    if (number.isInfinite()) {
      return shortest(number);
    }
    if (number.signum() == 0) {
      return "0";
    }
    String sign = number.signum() < 0 ? "-" : "";
    Decimal decimal = Decimal.of(number.absolute().toBigDecimal()).round(digits);
    int exponent = decimal.point() - 1;
    int length = decimal.digits().length();
    int limit = digits > length && length >= decimal.point() ? length : digits;
    return sign + (exponent < -4 || exponent >= limit ? decimal.scientific() : decimal.plain());
  }
}
