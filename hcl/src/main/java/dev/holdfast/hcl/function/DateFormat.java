package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/// Writes points in time by a format of letters such as `DD MMM YYYY`, with literal text between
/// single quotes (the language's `formatdate`).
final class DateFormat {
  private DateFormat() {}

  static String format(String format, OffsetDateTime time) throws FunctionFault {
    StringBuilder result = new StringBuilder();
    int position = 0;
    while (position < format.length()) {
      char letter = format.charAt(position);
      if (letter == '\'') {
        position = literal(format, position, result);
      } else if (isLetter(letter)) {
        int end = position;
        while (end < format.length() && format.charAt(end) == letter) {
          end++;
        }
        result.append(verb(format.substring(position, end), time));
        position = end;
      } else {
        result.append(letter);
        position++;
      }
    }
    return result.toString();
  }

  private static boolean isLetter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  }

  /// Appends the text between quotes, in which two quotes are one, and tells where it ends.
  private static int literal(String format, int start, StringBuilder result) throws FunctionFault {
    int position = start + 1;
    while (position < format.length()) {
      if (format.charAt(position) != '\'') {
        result.append(format.charAt(position++));
      } else if (format.startsWith("''", position)) {
        result.append('\'');
        position += 2;
      } else {
        return position + 1;
      }
    }
    throw FunctionFault.at(0, "unterminated literal '");
  }

  private static String verb(String verb, OffsetDateTime time) throws FunctionFault {
    return switch (verb) {
      case "YYYY" -> "%04d".formatted(time.getYear());
      case "YY" -> "%02d".formatted(Math.floorMod(time.getYear(), 100));
      case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "MMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case "MM" -> two(time.getMonthValue());
      case "M" -> String.valueOf(time.getMonthValue());
      case "DD" -> two(time.getDayOfMonth());
      case "D" -> String.valueOf(time.getDayOfMonth());
      case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "EEE" ->
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case "hh" -> two(time.getHour());
      case "h" -> String.valueOf(time.getHour());
      case "HH" -> two(halfDay(time));
      case "H" -> String.valueOf(halfDay(time));
      case "AA" -> time.getHour() < 12 ? "AM" : "PM";
      case "aa" -> time.getHour() < 12 ? "am" : "pm";
      case "mm" -> two(time.getMinute());
      case "m" -> String.valueOf(time.getMinute());
      case "ss" -> two(time.getSecond());
      case "s" -> String.valueOf(time.getSecond());
      case "ZZZZZ" -> offset(time, ":");
      case "ZZZZ" -> offset(time, "");
      case "ZZZ" -> time.getOffset().getTotalSeconds() == 0 ? "UTC" : offset(time, "");
      case "Z" -> time.getOffset().getTotalSeconds() == 0 ? "Z" : offset(time, ":");
      default -> throw unknown(verb);
    };
  }

  private static FunctionFault unknown(String verb) {
    String hint =
        switch (verb.charAt(0)) {
          case 'Y' -> ": year must either be \"YY\" or \"YYYY\"";
          case 'M' -> ": month must be \"M\", \"MM\", \"MMM\", or \"MMMM\"";
          case 'D' -> ": day of month must either be \"D\" or \"DD\"";
          case 'E' -> ": day of week must either be \"EEE\" or \"EEEE\"";
          case 'h' -> ": 24-hour must either be \"h\" or \"hh\"";
          case 'H' -> ": 12-hour must either be \"H\" or \"HH\"";
          case 'A' -> ": must be \"AA\"";
          case 'a' -> ": must be \"aa\"";
          case 'm' -> ": minute must either be \"m\" or \"mm\"";
          case 's' -> ": second must either be \"s\" or \"ss\"";
          case 'Z' -> ": timezone must be Z, ZZZ, ZZZZ, or ZZZZZ";
          default -> "";
        };
    return FunctionFault.at(
        0, "invalid date format verb %s%s".formatted(QuotedText.of(verb), hint));
  }

  private static int halfDay(OffsetDateTime time) {
    int hour = time.getHour() % 12;
    return hour == 0 ? 12 : hour;
  }

  private static String two(int number) {
    return "%02d".formatted(number);
  }

  /// The distance from UTC, such as `-08:00`.
  static String offset(OffsetDateTime time, String separator) {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    int size = Math.abs(minutes);
    return "%s%02d%s%02d".formatted(minutes < 0 ? "-" : "+", size / 60, separator, size % 60);
  }
}
