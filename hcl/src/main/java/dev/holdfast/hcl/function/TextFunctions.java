package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Functions that change the letters of a string or what is around it, character by character as
/// Unicode says, whatever the locale.
final class TextFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("chomp", "lower", "title", "trim", "trimspace", "upper");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "chomp" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(STRING, call -> Value.of(chomp(call.text(0))));
      case "lower" -> letters(name, Character::toLowerCase);
      case "upper" -> letters(name, Character::toUpperCase);
      case "title" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(STRING, call -> Value.of(title(call.text(0))));
      case "trim" -> trim();
      case "trimspace" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(STRING, call -> Value.of(strip(call.text(0), TextFunctions::isSpace)));
      default -> null;
    };
  }

  private static String chomp(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Function letters(String name, IntUnaryOperator change) {
    return Signature.of(name)
        .takes("str", STRING)
        .returns(
            STRING,
            call -> {
              StringBuilder result = new StringBuilder();
              call.text(0).codePoints().map(change).forEach(result::appendCodePoint);
              return Value.of(result.toString());
            });
  }

  private static String title(String text) {
    StringBuilder result = new StringBuilder();
    int previous = ' ';
    for (int codePoint : text.codePoints().toArray()) {
      result.appendCodePoint(isSeparator(previous) ? Character.toTitleCase(codePoint) : codePoint);
      previous = codePoint;
    }
    return result.toString();
  }

  private static boolean isSeparator(int codePoint) {
    if (Character.isLetterOrDigit(codePoint) || codePoint == '_') {
      return false;
    }
    return codePoint < 0x80 || isSpace(codePoint);
  }

  private static Function trim() {
    return Signature.of("trim")
        .takes("str", STRING)
        .takes("cutset", STRING)
        .returns(
            STRING,
            call -> {
              String cut = call.text(1);
              return Value.of(strip(call.text(0), codePoint -> cut.indexOf(codePoint) >= 0));
            });
  }

  private static String strip(String text, IntPredicate unwanted) {
    int start = 0;
    while (start < text.length() && unwanted.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && unwanted.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /// Unicode's White_Space, which is wider than Java's.
  static boolean isSpace(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0 -> true;
      default -> codePoint > 0xA0 && Character.isSpaceChar(codePoint);
    };
  }
}
