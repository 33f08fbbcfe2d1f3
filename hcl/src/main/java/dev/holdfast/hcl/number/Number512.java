package dev.holdfast.hcl.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/// A binary floating point number with a mantissa of at most 512 bits, rounded to nearest, ties to
/// even, or an infinity (cty numbers; Go's `big.Float` of precision 512).
public final class Number512 implements Comparable<Number512> {
  public static final Number512 ZERO = new Number512();
  public static final Number512 ONE = new Number512();
  public static final Number512 POSITIVE_INFINITY = new Number512();
  public static final Number512 NEGATIVE_INFINITY = new Number512();

  private Number512() {}

  public static Number512 of(long value) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Number512 of(double value) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Number512 of(BigInteger value) {
    throw new UnsupportedOperationException("not written yet");
  }

  public static Number512 of(BigDecimal value) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// Reads `-12.5e3`; empty if the text is no number or outside the limits.
  public static Optional<Number512> parse(String text) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 add(Number512 other) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 subtract(Number512 other) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 multiply(Number512 other) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 divide(Number512 divisor) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 remainder(Number512 divisor) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 negate() {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 absolute() {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 floor() {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 ceiling() {
    throw new UnsupportedOperationException("not written yet");
  }

  public Number512 truncate() {
    throw new UnsupportedOperationException("not written yet");
  }

  public int signum() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean isInfinite() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean isWhole() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean fitsLong() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean fitsInt() {
    throw new UnsupportedOperationException("not written yet");
  }

  public long longValueExact() {
    throw new UnsupportedOperationException("not written yet");
  }

  public int intValueExact() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean isExactDouble() {
    throw new UnsupportedOperationException("not written yet");
  }

  public double doubleValue() {
    throw new UnsupportedOperationException("not written yet");
  }

  public BigInteger toBigInteger() {
    throw new UnsupportedOperationException("not written yet");
  }

  public BigDecimal toBigDecimal() {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public int compareTo(Number512 other) {
    throw new UnsupportedOperationException("not written yet");
  }
}
