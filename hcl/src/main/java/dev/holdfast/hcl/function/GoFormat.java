package dev.holdfast.hcl.function;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Formats values by verbs such as `%-8s`, `%05.2f`, `%[2]d` (the language's `format`, which
/// follows Go's `fmt`). Linear in the length of the format and the result.
final class GoFormat {
  private final String format;
  private final List<Value> arguments;
  private final StringBuilder result = new StringBuilder();
  private int position;
  private int next;
  private int highest;

  private GoFormat(String format, List<Value> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /// One verb as written.
  ///
  /// @param start where it begins in the format
  /// @param text all of it, from `%` through the letter
  /// @param precision negative if none is given
  record Verb(int start, String text, char letter, Flags flags, int width, int precision) {}

  record Flags(boolean zero, boolean sharp, boolean minus, boolean plus, boolean space) {}

  /// The formatted text. All arguments are wholly known.
  static String format(String format, List<Value> arguments) throws FunctionFault {
    return new GoFormat(format, arguments).run();
  }

  private String run() throws FunctionFault {
    while (position < format.length()) {
      int percent = format.indexOf('%', position);
      if (percent < 0) {
        result.append(format.substring(position));
        break;
      }
      result.append(format, position, percent);
      position = percent + 1;
      if (position < format.length() && format.charAt(position) == '%') {
        result.append('%');
        position++;
      } else {
        verb(percent);
      }
    }
    if (highest < arguments.size()) {
      // Like the language, and unlike Go, which only remarks on it in its output.
      throw FunctionFault.at(
          highest + 1,
          highest == 0
              ? "too many arguments; no verbs in format string"
              : "too many arguments; only %d used by format string".formatted(highest));
    }
    return result.toString();
  }

  private void verb(int start) throws FunctionFault {
    Flags flags = flags();
    int width = number();
    int precision = -1;
    if (peek() == '.') {
      position++;
      precision = Math.max(0, number());
    }
    int argument = next;
    if (peek() == '[') {
      int close = format.indexOf(']', position);
      String digits = close < 0 ? "" : format.substring(position + 1, close);
      if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) < 1) {
        throw FunctionFault.at(
            0, "unrecognized format character '[' at offset %d".formatted(position));
      }
      argument = Integer.parseInt(digits) - 1;
      position = close + 1;
    }
    if (position >= format.length()) {
      throw FunctionFault.at(
          0,
          "unterminated format verb %s at end of string"
              .formatted(QuotedText.of(format.substring(start))));
    }
    int letter = format.codePointAt(position);
    if (letter > 0x7F || "vtbdoxXeEfgGsq".indexOf(letter) < 0) {
      String verb = format.substring(start, position) + Character.toString(letter);
      throw FunctionFault.of(
          "unsupported format verb '%s' in %s at offset %d"
              .formatted(Character.toString(letter), QuotedText.of(verb), start));
    }
    position++;
    next = argument + 1;
    highest = Math.max(highest, next);
    Verb verb =
        new Verb(start, format.substring(start, position), (char) letter, flags, width, precision);
    if (argument >= arguments.size()) {
      throw FunctionFault.of(
          "not enough arguments for %s at %d: need index %d but have %d total"
              .formatted(QuotedText.of(verb.text()), start, argument + 1, arguments.size()));
    }
    append(verb, arguments.get(argument));
  }

  private char peek() {
    return position < format.length() ? format.charAt(position) : '\0';
  }

  private Flags flags() {
    boolean zero = false;
    boolean sharp = false;
    boolean minus = false;
    boolean plus = false;
    boolean space = false;
    while (true) {
      switch (peek()) {
        case '0' -> zero = true;
        case '#' -> sharp = true;
        case '-' -> minus = true;
        case '+' -> plus = true;
        case ' ' -> space = true;
        default -> {
          return new Flags(zero && !minus, sharp, minus, plus, space);
        }
      }
      position++;
    }
  }

  /// A number of at most four digits; more would only make the result unreasonably large.
  private int number() {
    int start = position;
    while (Character.isDigit(peek()) && position - start < 4) {
      position++;
    }
    return start == position ? -1 : Integer.parseInt(format.substring(start, position));
  }

  private void append(Verb verb, Value value) throws FunctionFault {
    if (value.isNull() && verb.letter() != 'v') {
      throw unsupported(verb, "null value cannot be formatted");
    }
    switch (verb.letter()) {
      case 'v' -> appendAny(verb, value);
      case 't' -> {
        Value truth = converted(verb, value, Type.BOOLEAN);
        pad(verb, String.valueOf(((BooleanValue) truth).value()));
      }
      case 's' -> appendText(verb, text(verb, value));
      case 'q' -> pad(verb, QuotedText.of(cut(verb, text(verb, value))));
      default -> {
        Value converted = converted(verb, value, Type.NUMBER);
        Number512 number = ((NumberValue) converted).value();
        boolean integer = "bdoxX".indexOf(verb.letter()) >= 0;
        if (integer && !number.isWhole()) {
          throw unsupported(verb, "an integer is required");
        }
        padNumber(verb, integer ? GoNumber.integer(verb, number) : GoNumber.decimal(verb, number));
      }
    }
  }

  private String text(Verb verb, Value value) throws FunctionFault {
    return ((StringValue) converted(verb, value, Type.STRING)).value();
  }

  private void appendAny(Verb verb, Value value) throws FunctionFault {
    if (verb.flags().sharp() || !isPrimitive(value)) {
      try {
        pad(verb, ValueJson.encode(value));
      } catch (CodecException e) {
        throw unsupported(verb, e.getMessage());
      }
      return;
    }
    switch (value) {
      case StringValue string -> appendText(verb, string.value());
      case NumberValue number -> padNumber(verb, GoNumber.decimal(verb, number.value()));
      case BooleanValue truth -> pad(verb, String.valueOf(truth.value()));
      default -> pad(verb, "null");
    }
  }

  private static boolean isPrimitive(Value value) {
    return value.isNull()
        || value instanceof StringValue
        || value instanceof NumberValue
        || value instanceof BooleanValue;
  }

  private void appendText(Verb verb, String text) {
    pad(verb, cut(verb, text));
  }

  private static String cut(Verb verb, String text) {
    if (verb.precision() < 0) {
      return text;
    }
    List<String> clusters = Graphemes.of(text);
    return clusters.size() <= verb.precision()
        ? text
        : String.join("", clusters.subList(0, verb.precision()));
  }

  private void pad(Verb verb, String text) {
    int missing = verb.width() - Graphemes.count(text);
    String padding = missing > 0 ? (verb.flags().zero() ? "0" : " ").repeat(missing) : "";
    result.append(verb.flags().minus() ? text + padding : padding + text);
  }

  /// Zeros go between the sign and the digits.
  private void padNumber(Verb verb, String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ");
    int missing = verb.width() - text.length();
    if (verb.flags().zero() && missing > 0 && !text.endsWith("Inf")) {
      int digits = signed ? 1 : 0;
      result.append(text, 0, digits).append("0".repeat(missing)).append(text.substring(digits));
      return;
    }
    String padding = missing > 0 ? " ".repeat(missing) : "";
    result.append(verb.flags().minus() ? text + padding : padding + text);
  }

  private Value converted(Verb verb, Value value, Type type) throws FunctionFault {
    try {
      return Conversion.convert(value, type);
    } catch (ConversionException e) {
      throw unsupported(verb, e.getMessage());
    }
  }

  private static FunctionFault unsupported(Verb verb, String why) {
    return FunctionFault.of(
        "unsupported value for %s at %d: %s"
            .formatted(QuotedText.of(verb.text()), verb.start(), why));
  }
}
