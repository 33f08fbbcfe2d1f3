package dev.holdfast.hcl.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Number512Test {

  private static Number512 number(String text) {
    return Number512.parse(text).orElseThrow();
  }

  static Stream<Arguments> arithmetic() {
    return Table.rows(Number512Test.class, "arithmetic.txt").stream().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("arithmetic")
  void calculatesAsGoDoes(List<String> row) {
    Number512 a = number(row.get(0));
    Number512 b = number(row.get(1));
    assertThat(a).hasToString(row.get(2));
    assertThat(a.add(b)).hasToString(row.get(3));
    assertThat(a.subtract(b)).hasToString(row.get(4));
    assertThat(a.multiply(b)).hasToString(row.get(5));
    assertThat(a.divide(b)).hasToString(row.get(6));
    assertThat(a.remainder(b)).hasToString(row.get(7));
    assertThat(Integer.signum(a.compareTo(b))).hasToString(row.get(8));
    assertThat(a.toString(10)).isEqualTo(row.get(9));
    assertThat(Number512.of(Double.parseDouble(row.get(11)))).hasToString(row.get(10));
  }

  @Test
  void printsTheRemainderThatTheSpecificationSuiteExpects() {
    assertThat(number("11").remainder(number("5.1")))
        .hasToString(
            "0.80000000000000000000000000000000000000000000000000000000000000000000000000000000"
                + "000000000000000000000000000000000000000000000000000000000000000000000000024");
  }

  @ParameterizedTest
  @CsvSource({
    "1/3,"
        + "0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333"
        + "333333333333333333333333333333333333333333333333333333333333333333335",
    "9/3,3",
    "-7/2,-3.5",
    "1/0,+Inf",
    "-1/0,-Inf",
    "0/5,0"
  })
  void divides(String operation, String quotient) {
    String[] operands = operation.split("/", 2);
    assertThat(number(operands[0]).divide(number(operands[1]))).hasToString(quotient);
  }

  @Test
  void refusesWhatHasNoResult() {
    assertThatThrownBy(() -> Number512.ZERO.divide(Number512.ZERO))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("can't divide zero by zero or infinity by infinity");
    assertThatThrownBy(() -> Number512.POSITIVE_INFINITY.add(Number512.NEGATIVE_INFINITY))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Number512.ZERO.multiply(Number512.POSITIVE_INFINITY))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "7,-3,1",
    "-7,3,-1",
    "5,0,5",
    "7.5,2,1.5",
    "-7.5,2,-1.5",
    "-9223372036854775808,-1,0"
  })
  void takesTheSignOfTheDividendForTheRemainder(String a, String b, String remainder) {
    assertThat(number(a).remainder(number(b))).hasToString(remainder);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807,1,9223372036854775808",
    "-9223372036854775808,-1,-9223372036854775809",
    "9223372036854775808,-1,9223372036854775807",
    "9223372036854775808,-9223372036854775808,0"
  })
  void crossesTheLimitOfLongBothWays(String a, String b, String sum) {
    Number512 result = number(a).add(number(b));
    assertThat(result).hasToString(sum).isEqualTo(number(sum));
    assertThat(result.fitsLong()).isEqualTo(new BigInteger(sum).bitLength() < 64);
  }

  @Test
  void negatesTheSmallestLong() {
    Number512 smallest = Number512.of(Long.MIN_VALUE);
    assertThat(smallest.negate()).hasToString("9223372036854775808");
    assertThat(smallest.negate().negate()).isEqualTo(smallest);
    assertThat(smallest.divide(Number512.of(-1))).hasToString("9223372036854775808");
    assertThat(smallest.multiply(Number512.of(-1))).hasToString("9223372036854775808");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "a",
        "1a",
        "0x10",
        "1_0",
        " 1",
        "1 ",
        "1e",
        "1e+",
        "1.2.3",
        "--1",
        "NaN",
        "infinity",
        "1e5.0",
        "e5",
        "१"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(Number512.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+5,5",
    ".5,0.5",
    "5.,5",
    "1e5,100000",
    "1E-2,0.01",
    "1p5,32",
    "1p-1,0.5",
    "Inf,+Inf",
    "-inf,-Inf",
    "007,7",
    "-0,0",
    "0.10,0.1",
    "00000000000000000000000000000000001,1"
  })
  void readsEveryFormOfANumber(String text, String printed) {
    assertThat(number(text)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000000000", "1e99999999999999999999", "1e400000", "1p2000000"})
  void makesAnInfinityOfWhatIsTooLarge(String text) {
    assertThat(number(text)).isEqualTo(Number512.POSITIVE_INFINITY);
    assertThat(number("-" + text)).isEqualTo(Number512.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-1000000000", "-1e-400000", "1p-2000000"})
  void makesZeroOfWhatIsTooSmall(String text) {
    assertThat(number(text)).isEqualTo(Number512.ZERO);
  }

  @Test
  void staysWithinItsLimitsWhenMultiplied() {
    Number512 large = number("1e300000");
    assertThat(large.multiply(large)).isEqualTo(Number512.POSITIVE_INFINITY);
    assertThat(large.negate().multiply(large)).isEqualTo(Number512.NEGATIVE_INFINITY);
    assertThat(Number512.ONE.divide(large).divide(large)).isEqualTo(Number512.ZERO);
  }

  @Test
  void roundsTiesToEven() {
    BigInteger limit = BigInteger.ONE.shiftLeft(512);
    assertThat(Number512.of(limit.add(BigInteger.ONE)).toBigInteger()).isEqualTo(limit);
    assertThat(Number512.of(limit.add(BigInteger.valueOf(3))).toBigInteger())
        .isEqualTo(limit.add(BigInteger.valueOf(4)));
  }

  @ParameterizedTest
  @CsvSource({"1.5,1,2", "-1.5,-2,-1", "2,2,2", "-0.1,-1,0", "1e30,1e30,1e30"})
  void roundsDownAndUp(String text, String floor, String ceiling) {
    assertThat(number(text).floor()).isEqualTo(number(floor));
    assertThat(number(text).ceiling()).isEqualTo(number(ceiling));
  }

  @Test
  void knowsWhichNumbersADoubleHolds() {
    assertThat(number("0.5").isExactDouble()).isTrue();
    assertThat(number("0.1").isExactDouble()).isFalse();
    assertThat(number("9007199254740993").isExactDouble()).isFalse();
    assertThat(number("9007199254740994").isExactDouble()).isTrue();
    assertThat(Number512.of(Double.MIN_VALUE).isExactDouble()).isTrue();
    assertThat(Number512.of(Double.MAX_VALUE).isExactDouble()).isTrue();
    assertThat(Number512.of(Double.MIN_VALUE).divide(Number512.of(2)).isExactDouble()).isFalse();
  }

  @Test
  void remembersThatAFractionCameFromADouble() {
    assertThat(Number512.of(0.1)).hasToString("0.1").isNotEqualTo(number("0.1"));
    assertThat(Number512.of(-0.1).negate()).hasToString("0.1");
    assertThat(Number512.of(0.5)).isEqualTo(number("0.5"));
  }

  @Test
  void readsBackEveryDouble() {
    Property.holds(
        2000,
        1,
        (random, _) -> {
          double value = Double.longBitsToDouble(random.nextLong());
          if (Double.isFinite(value)) {
            assertThat(Number512.of(value).doubleValue()).isEqualTo(value + 0.0);
            assertThat(new BigDecimal(value))
                .isEqualByComparingTo(Number512.of(value).toBigDecimal());
          }
        });
  }

  @Test
  void readsBackWhatItPrints() {
    Property.holds(
        2000,
        1,
        (random, _) -> {
          Number512 number = new RandomValues(random, false).number();
          assertThat(number(number.toString())).isEqualTo(number);
        });
  }

  @Test
  void agreesWithDecimalArithmeticWhereNothingIsRounded() {
    Property.holds(
        1000,
        60,
        (random, size) -> {
          BigDecimal a = new BigDecimal(BigInteger.valueOf(random.nextLong())).movePointRight(size);
          BigDecimal b = new BigDecimal(BigInteger.valueOf(random.nextLong()));
          Number512 x = Number512.of(a);
          Number512 y = Number512.of(b);
          assertThat(x.add(y)).hasToString(a.add(b).toPlainString());
          assertThat(x.subtract(y)).hasToString(a.subtract(b).toPlainString());
          assertThat(x.multiply(y)).hasToString(a.multiply(b).toPlainString());
          assertThat(x.compareTo(y)).isEqualTo(a.compareTo(b));
          assertThat(x.divide(y).floor().toBigInteger())
              .isEqualTo(a.divide(b, 0, RoundingMode.FLOOR).toBigInteger());
        });
  }

  @Test
  void ordersInfinities() {
    assertThat(Number512.POSITIVE_INFINITY).isGreaterThan(number("1e1000"));
    assertThat(Number512.NEGATIVE_INFINITY).isLessThan(number("-1e1000"));
    assertThat(Number512.NEGATIVE_INFINITY).isEqualByComparingTo(Number512.NEGATIVE_INFINITY);
    assertThat(number("1e1000")).isLessThan(Number512.POSITIVE_INFINITY);
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> number("1.5").longValueExact())
        .hasMessage("1.5 is no whole number of 64 bits");
    assertThatThrownBy(() -> number("3000000000").intValueExact())
        .hasMessage("3000000000 is no whole number of 32 bits");
    assertThatThrownBy(() -> Number512.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
