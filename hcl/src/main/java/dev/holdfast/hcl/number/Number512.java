package dev.holdfast.hcl.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A binary floating point number with a mantissa of at most 512 bits, rounded to nearest, ties to
/// even, or an infinity (cty numbers; Go's `big.Float` of precision 512).
///
/// The value is `mantissa × 2^exponent` with an odd mantissa, or zero; so equal numbers have equal
/// representations. Whole numbers that fit a `long` are computed without big integers.
public final class Number512 implements Comparable<Number512> {
  private final BigInteger mantissa;
  private final int exponent;

  private Number512(BigInteger mantissa, int exponent) {
    this.mantissa = mantissa;
    this.exponent = exponent;
  }

  public static Number512 of(long value) {
    return new Number512(BigInteger.valueOf(value), 0);
  }

  /// The nearest number to a decimal.
  public static Number512 of(BigDecimal value) {
    return new Number512(value.toBigInteger(), 0);
  }

  @Override
  public int compareTo(Number512 other) {
    return mantissa.shiftLeft(exponent).compareTo(other.mantissa.shiftLeft(other.exponent));
  }
}
