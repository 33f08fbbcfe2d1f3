package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import java.math.BigDecimal;
import java.time.Duration;

/// Reads durations such as `1h30m`, `-1.5s`, `10ms` (Go's `time.ParseDuration`).
final class GoDuration {
  private GoDuration() {}

  static Duration parse(String text) throws FunctionFault {
    int position = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.substring(position).equals("0")) {
      return Duration.ZERO;
    }
    if (position == text.length()) {
      throw invalid(text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    while (position < text.length()) {
      int digits = position;
      while (position < text.length() && isNumberPart(text.charAt(position))) {
        position++;
      }
      String number = text.substring(digits, position);
      if (number.chars().noneMatch(Character::isDigit)
          || number.indexOf('.') != number.lastIndexOf('.')) {
        throw invalid(text);
      }
      int unit = position;
      while (position < text.length() && !isNumberPart(text.charAt(position))) {
        position++;
      }
      long size = nanos(text.substring(unit, position), text);
      nanos = nanos.add(new BigDecimal("0" + number).multiply(BigDecimal.valueOf(size)));
    }
    try {
      long whole = nanos.toBigInteger().longValueExact();
      return Duration.ofNanos(text.startsWith("-") ? -whole : whole);
    } catch (ArithmeticException e) {
      throw invalid(text);
    }
  }

  private static boolean isNumberPart(char character) {
    return (character >= '0' && character <= '9') || character == '.';
  }

  private static long nanos(String unit, String text) throws FunctionFault {
    return switch (unit) {
      case "ns" -> 1L;
      case "us", "µs", "μs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "" -> throw FunctionFault.of("time: missing unit in duration " + QuotedText.of(text));
      default ->
          throw FunctionFault.of(
              "time: unknown unit %s in duration %s"
                  .formatted(QuotedText.of(unit), QuotedText.of(text)));
    };
  }

  private static FunctionFault invalid(String text) {
    return FunctionFault.of("time: invalid duration " + QuotedText.of(text));
  }
}
