package dev.holdfast.hcl.number;

import java.math.BigInteger;

/// Rounding of binary numbers to nearest, ties to even.
final class Rounding {
  /// The position of the highest bit that a number may have, above or below the point.
  static final int LARGEST_MAGNITUDE = 1 << 20;

  private Rounding() {}

  /// `mantissa × 2^exponent`, with an odd mantissa or zero.
  record Binary(BigInteger mantissa, int exponent) {}

  /// The nearest number whose mantissa has at most so many bits.
  static Binary nearest(BigInteger mantissa, int exponent, int precision) {
    BigInteger kept = mantissa;
    int power = exponent;
    int excess = mantissa.abs().bitLength() - precision;
    if (excess > 0) {
      BigInteger magnitude = mantissa.abs();
      BigInteger shortened = magnitude.shiftRight(excess);
      boolean half = magnitude.testBit(excess - 1);
      boolean beyondHalf = magnitude.getLowestSetBit() < excess - 1;
      if (half && (beyondHalf || shortened.testBit(0))) {
        shortened = shortened.add(BigInteger.ONE);
      }
      kept = mantissa.signum() < 0 ? shortened.negate() : shortened;
      power += excess;
    }
    int zeros = kept.getLowestSetBit();
    return zeros <= 0 ? new Binary(kept, power) : new Binary(kept.shiftRight(zeros), power + zeros);
  }

  /// The nearest number to `dividend ÷ divisor × 2^exponent`.
  static Number512 quotient(BigInteger dividend, BigInteger divisor, int exponent) {
    // Two bits more than the precision and one that says whether anything is left decide the tie.
    int missing = Number512.PRECISION + 2 - (dividend.bitLength() - divisor.bitLength());
    int shift = Math.max(0, missing);
    BigInteger[] parts = dividend.abs().shiftLeft(shift).divideAndRemainder(divisor.abs());
    BigInteger quotient = parts[0].shiftLeft(1);
    if (parts[1].signum() != 0) {
      quotient = quotient.setBit(0);
    }
    boolean negative = dividend.signum() * divisor.signum() < 0;
    return Number512.rounded(negative ? quotient.negate() : quotient, exponent - shift - 1);
  }
}
