package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Says what is wrong with characters that are not of the language. What explains itself once is
/// said once a text, and the rest not more often than a reader can use.
final class InvalidCharacters {
  private final Ranges ranges;
  private final List<Diagnostic> diagnostics;
  private final Set<String> told = new HashSet<>();
  private int repeated;

  /// More of them are no text that anyone would mend by hand.
  private static final int MOST_REPEATED = 10;

  InvalidCharacters(Ranges ranges, List<Diagnostic> diagnostics) {
    this.ranges = ranges;
    this.diagnostics = diagnostics;
  }

  void report(int codePoint, int start, int end) {
    boolean bitwise = "&|^~".indexOf(codePoint) >= 0;
    String summary = bitwise ? "Unsupported operator" : "Invalid character";
    String detail = bitwise ? bitwiseDetail(codePoint) : detail(codePoint);
    boolean isRepeated = codePoint == '\r' || detail.equals(UNUSED);
    if (told.add(detail) || (isRepeated && ++repeated < MOST_REPEATED)) {
      diagnostics.add(Diagnostic.error(summary, detail, ranges.range(start, end)));
    }
  }

  private static final String UNUSED = "This character is not used within the language.";

  private static String bitwiseDetail(int codePoint) {
    String suggestion =
        switch (codePoint) {
          case '&' -> " Did you mean boolean AND (\"&&\")?";
          case '|' -> " Did you mean boolean OR (\"||\")?";
          case '~' -> " Did you mean boolean NOT (\"!\")?";
          default -> "";
        };
    return "Bitwise operators are not supported." + suggestion;
  }

  private static String detail(int codePoint) {
    return switch (codePoint) {
      case '\'' -> "Single quotes are not valid. Use double quotes (\") to enclose strings.";
      case '`' ->
          "The \"`\" character is not valid. To create a multi-line string, use the \"heredoc\" syntax,"
              + " like \"<<EOT\".";
      case ';' ->
          "The \";\" character is not valid. Use newlines to separate arguments and blocks, and commas to"
              + " separate items in collection values.";
      case 0x201C, 0x201D, 0x2018, 0x2019 ->
          "\"Curly quotes\" are not valid here. These can sometimes be inadvertently introduced when"
              + " sharing code via documents or discussion forums. It might help to replace the character"
              + " with a \"straight quote\".";
      case '\r' ->
          "A carriage return is valid only as part of a line break, before a line feed. Save the file with"
              + " Unix or Windows line endings.";
      case 0 -> "A null character is not valid. The file may not be a text file.";
      default -> UNUSED;
    };
  }
}
