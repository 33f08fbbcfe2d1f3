package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Reads points in time as RFC 3339 writes them, and says what is wrong with others.
final class Timestamp {
  private final String text;
  private final int argument;
  private int position;

  private Timestamp(String text, int argument) {
    this.text = text;
    this.argument = argument;
  }

  /// The point in time.
  ///
  /// @param argument which argument of the function it is
  static OffsetDateTime parse(String text, int argument) throws FunctionFault {
    return new Timestamp(text, argument).parse();
  }

  /// Without fractions of a second, and with `Z` for UTC.
  static String text(OffsetDateTime time) {
    String offset = time.getOffset().equals(ZoneOffset.UTC) ? "Z" : DateFormat.offset(time, ":");
    return "%04d-%02d-%02dT%02d:%02d:%02d%s"
        .formatted(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            offset);
  }

  private OffsetDateTime parse() throws FunctionFault {
    int year = digits(4, "year");
    separator('-', "year");
    int month = digits(2, "month");
    separator('-', "month");
    int day = digits(2, "day");
    if (position >= text.length() || text.charAt(position) != 'T') {
      throw fault("missing required time introducer 'T'");
    }
    position++;
    int hour = digits(2, "hour");
    separator(':', "hour");
    int minute = digits(2, "minute");
    separator(':', "minute");
    int second = digits(2, "second");
    int nanos = fraction();
    ZoneOffset offset = offset();
    if (position < text.length()) {
      throw fault("extra text " + QuotedText.of(text.substring(position)));
    }
    if (month < 1 || month > 12) {
      throw fault("cannot use " + QuotedText.of(text.substring(7)) + " as month");
    }
    try {
      return OffsetDateTime.of(year, month, day, hour, minute, second, nanos, offset);
    } catch (DateTimeException e) {
      throw fault(
          hour > 23
              ? "hour must be between 0 and 23 inclusive"
              : minute > 59
                  ? "minute must be between 0 and 59 inclusive"
                  : second > 59 ? "second must be between 0 and 59 inclusive" : "day out of range");
    }
  }

  private int digits(int count, String what) throws FunctionFault {
    int end = position + count;
    if (end > text.length() || !isDigits(text.substring(position, end))) {
      throw fault("cannot use %s as %s".formatted(QuotedText.of(text.substring(position)), what));
    }
    int number = Integer.parseInt(text.substring(position, end));
    position = end;
    return number;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(character -> character >= '0' && character <= '9');
  }

  private void separator(char separator, String after) throws FunctionFault {
    if (position >= text.length() || text.charAt(position) != separator) {
      throw fault("missing required separator '%s' after %s".formatted(separator, after));
    }
    position++;
  }

  private int fraction() {
    if (position >= text.length() || text.charAt(position) != '.') {
      return 0;
    }
    int start = ++position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    String nine = (text.substring(start, position) + "000000000").substring(0, 9);
    return Integer.parseInt(nine);
  }

  private ZoneOffset offset() throws FunctionFault {
    if (text.startsWith("Z", position)) {
      position++;
      return ZoneOffset.UTC;
    }
    boolean minus = text.startsWith("-", position);
    if (!minus && !text.startsWith("+", position)) {
      throw fault(
          position >= text.length()
              ? "end of string before UTC offset"
              : "cannot use %s as UTC offset".formatted(QuotedText.of(text.substring(position))));
    }
    position++;
    int hours = digits(2, "UTC offset");
    separator(':', "UTC offset hours");
    int minutes = digits(2, "UTC offset minutes");
    if (hours > 18 || minutes > 59) {
      throw fault("UTC offset out of range");
    }
    return minus
        ? ZoneOffset.ofHoursMinutes(-hours, -minutes)
        : ZoneOffset.ofHoursMinutes(hours, minutes);
  }

  private FunctionFault fault(String why) {
    return FunctionFault.at(argument, "not a valid RFC3339 timestamp: " + why);
  }
}
