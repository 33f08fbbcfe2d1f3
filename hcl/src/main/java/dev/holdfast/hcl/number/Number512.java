package dev.holdfast.hcl.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A binary floating point number with a mantissa of at most 512 bits, rounded to nearest, ties to
/// even, or an infinity (cty numbers; Go's `big.Float` of precision 512).
///
/// Equal numbers have equal representations: whole numbers that fit a `long` are held as one, and
/// every other number is `mantissa × 2^exponent` with an odd mantissa. There is no negative zero
/// and no "not a number".
///
/// Magnitudes are limited to less than `2^1048576` (about 315,000 decimal digits), so that no short
/// text can stand for a number that fills the memory: what is larger becomes an infinity and what
/// is smaller than `2^-1048576` becomes zero.
///
/// A fraction made from a `double` remembers that: it prints as the `double` does (`0.1`), although
/// its value is exactly the binary one. Results of arithmetic do not remember it, and equality does
/// not look at it.
public final class Number512 implements Comparable<Number512> {
  /// Mantissa bits.
  static final int PRECISION = 512;

  private static final int DOUBLE_PRECISION = 53;
  private static final Number512[] SMALL = new Number512[1280];
  private static final int SMALL_FROM = -256;

  static {
    for (int index = 0; index < SMALL.length; index++) {
      SMALL[index] = new Number512(index + SMALL_FROM, null, 0, PRECISION);
    }
  }

  public static final Number512 ZERO = of(0);
  public static final Number512 ONE = of(1);
  public static final Number512 POSITIVE_INFINITY =
      new Number512(1, null, Integer.MAX_VALUE, PRECISION);
  public static final Number512 NEGATIVE_INFINITY =
      new Number512(-1, null, Integer.MAX_VALUE, PRECISION);

  /// The value where there is no mantissa; of an infinity, its sign.
  private final long whole;

  private final @Nullable BigInteger mantissa;
  private final int exponent;
  private final int printPrecision;

  private Number512(long whole, @Nullable BigInteger mantissa, int exponent, int printPrecision) {
    this.whole = whole;
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.printPrecision = printPrecision;
  }

  public static Number512 of(long value) {
    return value >= SMALL_FROM && value < SMALL_FROM + SMALL.length
        ? SMALL[(int) value - SMALL_FROM]
        : new Number512(value, null, 0, PRECISION);
  }

  /// Exactly the number that the double stands for.
  ///
  /// @throws IllegalArgumentException for "not a number"
  public static Number512 of(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("not a number");
    }
    if (Double.isInfinite(value)) {
      return infinity(value > 0 ? 1 : -1);
    }
    long bits = Double.doubleToLongBits(value);
    int rawExponent = (int) (bits >> 52) & 0x7ff;
    long fraction = bits & ((1L << 52) - 1);
    long significand = rawExponent == 0 ? fraction << 1 : fraction | (1L << 52);
    BigInteger signed = BigInteger.valueOf(bits < 0 ? -significand : significand);
    Number512 exact = rounded(signed, rawExponent - 1075);
    return exact.isWhole()
        ? exact
        : new Number512(0, exact.mantissa, exact.exponent, DOUBLE_PRECISION);
  }

  public static Number512 of(BigInteger value) {
    return rounded(value, 0);
  }

  /// The nearest number to a decimal.
  public static Number512 of(BigDecimal value) {
    return DecimalText.nearest(value);
  }

  /// Reads a decimal such as `-12.5e3`, a binary exponent such as `1p5`, or `Inf` with a sign, as
  /// Go's `big.ParseFloat` with base 10 does. Empty if the text is not that, or is longer than
  /// 100,000 characters. A number beyond the limits becomes an infinity: callers that read user
  /// input should refuse it.
  public static Optional<Number512> parse(String text) {
    return DecimalText.parse(text);
  }

  static Number512 infinity(int sign) {
    return sign < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
  }

  /// The nearest number to `mantissa × 2^exponent`.
  static Number512 rounded(BigInteger mantissa, int exponent) {
    Rounding.Binary nearest = Rounding.nearest(mantissa, exponent, PRECISION);
    BigInteger odd = nearest.mantissa();
    int power = nearest.exponent();
    long magnitude = (long) power + odd.bitLength();
    if (odd.signum() == 0 || magnitude < -Rounding.LARGEST_MAGNITUDE) {
      return ZERO;
    }
    if (magnitude > Rounding.LARGEST_MAGNITUDE) {
      return infinity(odd.signum());
    }
    if (power >= 0 && magnitude < Long.SIZE) {
      return of(odd.longValue() << power);
    }
    if (power == Long.SIZE - 1 && odd.equals(BigInteger.ONE.negate())) {
      return of(Long.MIN_VALUE);
    }
    return new Number512(0, odd, power, PRECISION);
  }

  /// The mantissa; not necessarily odd for a whole number that fits a `long`.
  BigInteger mantissa() {
    return mantissa == null ? BigInteger.valueOf(whole) : mantissa;
  }

  /// The power of two that goes with [#mantissa()].
  int exponent() {
    return mantissa == null ? 0 : exponent;
  }

  int printPrecision() {
    return printPrecision;
  }

  public boolean isInfinite() {
    return exponent == Integer.MAX_VALUE;
  }

  /// Whether the `long` holds the value.
  private boolean isSmall() {
    return mantissa == null && !isInfinite();
  }

  /// The sum. Infinities of unlike sign have none.
  ///
  /// @throws ArithmeticException if the operands are infinities of unlike sign
  public Number512 add(Number512 other) {
    if (isSmall() && other.isSmall()) {
      long sum = whole + other.whole;
      if (((whole ^ sum) & (other.whole ^ sum)) >= 0) {
        return of(sum);
      }
    }
    if (isInfinite() || other.isInfinite()) {
      if (isInfinite() && other.isInfinite() && whole != other.whole) {
        throw new ArithmeticException("can't compute sum of opposing infinities");
      }
      return isInfinite() ? this : other;
    }
    int common = Math.min(exponent(), other.exponent());
    BigInteger left = mantissa().shiftLeft(exponent() - common);
    BigInteger right = other.mantissa().shiftLeft(other.exponent() - common);
    return rounded(left.add(right), common);
  }

  /// The difference.
  ///
  /// @throws ArithmeticException if the operands are infinities of like sign
  public Number512 subtract(Number512 other) {
    if (isSmall() && other.isSmall()) {
      long difference = whole - other.whole;
      if (((whole ^ other.whole) & (whole ^ difference)) >= 0) {
        return of(difference);
      }
    }
    return add(other.negate());
  }

  /// The product.
  ///
  /// @throws ArithmeticException for zero times infinity
  public Number512 multiply(Number512 other) {
    if (isSmall() && other.isSmall()) {
      long high = Math.multiplyHigh(whole, other.whole);
      long low = whole * other.whole;
      if (high == low >> (Long.SIZE - 1)) {
        return of(low);
      }
    }
    if (isInfinite() || other.isInfinite()) {
      if (signum() == 0 || other.signum() == 0) {
        throw new ArithmeticException("can't multiply zero by infinity");
      }
      return infinity(signum() * other.signum());
    }
    return rounded(mantissa().multiply(other.mantissa()), exponent() + other.exponent());
  }

  /// The quotient; division by zero gives an infinity, as in the language.
  ///
  /// @throws ArithmeticException for zero by zero and infinity by infinity
  public Number512 divide(Number512 divisor) {
    if (divisor.signum() == 0 || divisor.isInfinite()) {
      if (divisor.isInfinite() ? isInfinite() : signum() == 0) {
        throw new ArithmeticException("can't divide zero by zero or infinity by infinity");
      }
      return divisor.isInfinite() ? ZERO : infinity(signum());
    }
    if (isInfinite()) {
      return infinity(signum() * divisor.signum());
    }
    if (isSmall()
        && divisor.isSmall()
        && whole % divisor.whole == 0
        && (divisor.whole != -1 || whole != Long.MIN_VALUE)) {
      return of(whole / divisor.whole);
    }
    return Rounding.quotient(mantissa(), divisor.mantissa(), exponent() - divisor.exponent());
  }

  /// What is left after taking the divisor away as often as the truncated quotient says; it has the
  /// sign of this number. Each step rounds, as in cty, so `11 % 5.1` is `0.8` with the error of
  /// `5.1` in its last digits. A zero divisor and an infinity leave this number.
  public Number512 remainder(Number512 divisor) {
    if (divisor.signum() == 0 || isInfinite() || divisor.isInfinite()) {
      return this;
    }
    if (isSmall() && divisor.isSmall()) {
      return of(divisor.whole == -1 ? 0 : whole % divisor.whole);
    }
    return subtract(divisor.multiply(divide(divisor).truncate()));
  }

  public Number512 negate() {
    if (isInfinite()) {
      return infinity(-signum());
    }
    if (mantissa != null) {
      return rounded(mantissa.negate(), exponent).printedLike(this);
    }
    return whole == Long.MIN_VALUE ? rounded(mantissa().negate(), 0) : of(-whole);
  }

  private Number512 printedLike(Number512 other) {
    return mantissa == null ? this : new Number512(0, mantissa, exponent, other.printPrecision);
  }

  public Number512 absolute() {
    return signum() < 0 ? negate() : this;
  }

  /// The largest whole number that is not larger.
  public Number512 floor() {
    return mantissa == null || exponent >= 0 ? this : rounded(mantissa.shiftRight(-exponent), 0);
  }

  /// The smallest whole number that is not smaller.
  public Number512 ceiling() {
    return negate().floor().negate();
  }

  /// The whole number next to it on the way to zero.
  public Number512 truncate() {
    return signum() < 0 ? ceiling() : floor();
  }

  /// -1, 0 or 1.
  public int signum() {
    return mantissa == null ? Long.signum(whole) : mantissa.signum();
  }

  /// Whether it is finite and has no fraction.
  public boolean isWhole() {
    return mantissa == null ? !isInfinite() : exponent >= 0;
  }

  /// Whether it is a whole number that a `long` can hold.
  public boolean fitsLong() {
    return isSmall();
  }

  /// Whether it is a whole number that an `int` can hold.
  public boolean fitsInt() {
    return isSmall() && whole == (int) whole;
  }

  /// The value of a whole number that fits.
  ///
  /// @throws ArithmeticException unless [#fitsLong()]
  public long longValueExact() {
    if (!isSmall()) {
      throw new ArithmeticException(this + " is no whole number of 64 bits");
    }
    return whole;
  }

  /// The value of a whole number that fits.
  ///
  /// @throws ArithmeticException unless [#fitsInt()]
  public int intValueExact() {
    if (!fitsInt()) {
      throw new ArithmeticException(this + " is no whole number of 32 bits");
    }
    return (int) whole;
  }

  /// Whether [#doubleValue()] loses nothing.
  public boolean isExactDouble() {
    if (isInfinite()) {
      return true;
    }
    BigInteger digits = mantissa().abs();
    int zeros = Math.max(0, digits.getLowestSetBit());
    long magnitude = (long) exponent() + digits.bitLength();
    return digits.bitLength() - zeros <= DOUBLE_PRECISION
        && magnitude <= Double.MAX_EXPONENT + 1
        && exponent() + zeros >= Double.MIN_EXPONENT - DOUBLE_PRECISION + 1;
  }

  /// The nearest double, ties to even.
  public double doubleValue() {
    if (isInfinite()) {
      return whole < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (mantissa == null) {
      return whole;
    }
    if (isExactDouble()) {
      return Math.scalb(mantissa.doubleValue(), exponent);
    }
    long magnitude = (long) exponent + mantissa.bitLength();
    if (magnitude > Double.MAX_EXPONENT + 1) {
      return mantissa.signum() * Double.POSITIVE_INFINITY;
    }
    return magnitude < Double.MIN_EXPONENT - DOUBLE_PRECISION ? 0 : toBigDecimal().doubleValue();
  }

  /// The number without its fraction.
  ///
  /// @throws ArithmeticException for an infinity
  public BigInteger toBigInteger() {
    Number512 truncated = truncate();
    truncated.requireFinite();
    return truncated.mantissa().shiftLeft(truncated.exponent());
  }

  /// Exactly this number; a fraction of n bits takes n decimal places.
  ///
  /// @throws ArithmeticException for an infinity
  public BigDecimal toBigDecimal() {
    requireFinite();
    return exponent() >= 0
        ? new BigDecimal(mantissa().shiftLeft(exponent()))
        : new BigDecimal(mantissa().multiply(BigInteger.valueOf(5).pow(-exponent())), -exponent());
  }

  private void requireFinite() {
    if (isInfinite()) {
      throw new ArithmeticException("infinity has no digits");
    }
  }

  @Override
  public int compareTo(Number512 other) {
    if (isSmall() && other.isSmall()) {
      return Long.compare(whole, other.whole);
    }
    int sign = signum();
    if (sign != other.signum()) {
      return Integer.compare(sign, other.signum());
    }
    if (isInfinite() || other.isInfinite()) {
      if (isInfinite() == other.isInfinite()) {
        return 0;
      }
      return isInfinite() ? sign : -sign;
    }
    if (magnitude() != other.magnitude()) {
      return magnitude() > other.magnitude() ? sign : -sign;
    }
    int common = Math.min(exponent(), other.exponent());
    return mantissa()
        .shiftLeft(exponent() - common)
        .compareTo(other.mantissa().shiftLeft(other.exponent() - common));
  }

  /// The position of the highest bit.
  private long magnitude() {
    return (long) exponent() + mantissa().abs().bitLength();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Number512 other
        && whole == other.whole
        && exponent == other.exponent
        && (mantissa == null
            ? other.mantissa == null
            : other.mantissa != null && mantissa.equals(other.mantissa));
  }

  @Override
  public int hashCode() {
    return mantissa == null ? Long.hashCode(whole) + exponent : 31 * mantissa.hashCode() + exponent;
  }

  /// As the language prints it: the shortest decimal that reads back as the same number, without an
  /// exponent; `+Inf` and `-Inf` for the infinities.
  @Override
  public String toString() {
    return isSmall() ? Long.toString(whole) : DecimalText.shortest(this);
  }

  /// With at most so many significant digits and an exponent where that is shorter, as Go's `%.10g`
  /// does for 10.
  public String toString(int significantDigits) {
    return DecimalText.general(this, significantDigits);
  }
}
