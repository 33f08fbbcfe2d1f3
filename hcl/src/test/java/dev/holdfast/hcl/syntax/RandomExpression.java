package dev.holdfast.hcl.syntax;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Texts of expressions without syntax errors, with spaces, line breaks and comments where they may
/// stand. The names are those of the scope that tests evaluate in.
final class RandomExpression {
  private static final List<String> NAMES =
      List.of("names", "tags", "server", "secret", "unknown_string", "unknown_list", "null_string");
  private static final List<String> STEPS =
      List.of(".name", "[0]", "[\"env\"]", ".ports[0]", ".env", "[*]", ".*", "[*].name");
  private static final List<String> OPERATORS =
      List.of("||", "&&", "==", "!=", ">", ">=", "<", "<=", "+", "-", "*", "/", "%");
  private static final List<String> NUMBERS = List.of("0", "1", "17", "2.50", "1e3", "0.1");

  /// Texts within quotes, such that no two of them make a mark together.
  private static final List<String> SCRAPS =
      List.of(
          "a",
          " ",
          "é",
          "\\n",
          "\\\"",
          "$${",
          "%%{",
          "\\u00e9",
          "\\\\",
          "$ ",
          "%d",
          "{}",
          "\uD83D\uDE00");

  private final Random random;

  RandomExpression(Random random) {
    this.random = random;
  }

  /// @param depth how deep it may be at most
  String text(int depth) {
    if (depth == 0) {
      return leaf();
    }
    int next = depth - 1;
    return switch (random.nextInt(13)) {
      case 0 -> operand(next) + " " + one(OPERATORS) + space() + operand(next);
      case 1 -> operand(next) + " ? " + operand(next) + " : " + operand(next);
      case 2 -> one(List.of("!", "-")) + operand(next);
      case 3 -> "[" + line() + many(", ", () -> text(next)) + line() + "]";
      case 4 -> "{ " + many(", ", () -> key(next) + space() + "= " + text(next)) + " }";
      case 5 -> "(" + line() + text(next) + line() + ")";
      case 6 -> "[for v in " + operand(next) + " : " + text(next) + condition(next) + "]";
      case 7 -> "{for k, v in " + operand(next) + " : k => " + text(next) + condition(next) + "}";
      case 8 -> "{for k, v in " + operand(next) + " : k => " + operand(next) + "...}";
      case 9 -> call(next);
      case 10 -> "(" + text(next) + ")" + one(STEPS);
      case 11 -> one(NAMES) + "[" + text(next) + "]";
      default -> template(next);
    };
  }

  private String leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> one(NUMBERS);
      case 1 -> one(List.of("true", "false", "null"));
      case 2 -> one(NAMES);
      case 3 -> one(NAMES) + one(STEPS);
      default -> "\"" + many("", () -> one(SCRAPS)) + "\"";
    };
  }

  /// What binds tighter than any operator.
  private String operand(int depth) {
    String text = text(depth);
    return random.nextInt(3) == 0 && depth == 0 ? text : "(" + text + ")";
  }

  private String key(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "k" + random.nextInt(9);
      case 1 -> "\"" + random.nextInt(9) + " b\"";
      default -> "(" + text(depth) + ")";
    };
  }

  private String condition(int depth) {
    return random.nextBoolean() ? "" : " if " + text(depth);
  }

  private String call(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "upper(" + text(depth) + ")";
      case 1 -> "core::concat(" + many(", ", () -> text(depth)) + ")";
      case 2 -> "max(" + operand(depth) + "...)";
      case 3 -> "try(" + line() + text(depth) + "," + line() + text(depth) + ")";
      default -> "can(" + text(depth) + ")";
    };
  }

  private String template(int depth) {
    return "\"" + many("", () -> templatePart(depth)) + "\"";
  }

  private String templatePart(int depth) {
    String open = one(List.of("{ ", "{~ "));
    String close = one(List.of(" }", " ~}"));
    return switch (random.nextInt(4)) {
      case 0 -> "$" + open + text(depth) + close;
      case 1 ->
          "%" + open + "if " + text(depth) + close + one(SCRAPS) + "%{ else }b%" + open + "endif }";
      case 2 -> "%{ for v in " + text(depth) + close + " ${v}%{ endfor }";
      default -> one(SCRAPS);
    };
  }

  private String space() {
    return one(List.of("", " ", "  ", " /* c */ "));
  }

  private String line() {
    return one(List.of("", " ", "\n", "\n\n", " # c\n"));
  }

  private String many(String between, Supplier<String> each) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : between).append(each.get());
    }
    return text.toString();
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
