package dev.holdfast.lab.provider;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Amounts as people write them: a number with a unit.
final class Quantity {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z]*)");

  /// Powers of 1024, as memory and disks are meant.
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L,
          "b", 1L,
          "k", 1L << 10,
          "m", 1L << 20,
          "g", 1L << 30,
          "t", 1L << 40);

  /// Powers of 1000, as lines are sold.
  private static final Map<String, Long> BITS =
      Map.of("bit", 1L, "kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L);

  private static final Map<String, Long> TIMES =
      Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

  private Quantity() {}

  /// Bytes: `512M`, `1G`, `1.5GiB`; empty when it is anything else.
  static OptionalLong bytes(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT).replaceFirst("(?<=.)i?b$", "");
    return amount(matcher.group(1), BYTES.get(unit));
  }

  /// Bits a second: `2mbit`, `100kbit`; empty when it is anything else.
  static OptionalLong bits(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? amount(matcher.group(1), BITS.get(matcher.group(2).toLowerCase(Locale.ROOT)))
        : OptionalLong.empty();
  }

  /// A span of time: `50ms`, `1.5s`; empty when it is anything else.
  static Optional<Duration> time(String text) {
    Matcher matcher = FORM.matcher(text);
    OptionalLong nanoseconds =
        matcher.matches()
            ? amount(matcher.group(1), TIMES.get(matcher.group(2)))
            : OptionalLong.empty();
    return nanoseconds.isPresent()
        ? Optional.of(Duration.ofNanos(nanoseconds.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong amount(String number, @Nullable Long unit) {
    if (unit == null || number.length() > 15) {
      return OptionalLong.empty();
    }
    double amount = Double.parseDouble(number) * unit;
    return amount >= 1 && amount < Long.MAX_VALUE
        ? OptionalLong.of(Math.round(amount))
        : OptionalLong.empty();
  }
}
