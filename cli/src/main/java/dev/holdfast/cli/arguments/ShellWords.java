package dev.holdfast.cli.arguments;

import java.util.ArrayList;
import java.util.List;

/// Splits a line into words as a shell does: at blanks, with `'…'`, `"…"` and backslashes. Nothing
/// is expanded.
final class ShellWords {
  private ShellWords() {}

  static List<String> split(String text) throws UnbalancedQuoteException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      boolean hasNext = index + 1 < text.length();
      if (quote == '\'') {
        quote = take(c, quote, word);
      } else if (c == '\\'
          && hasNext
          && (quote == 0 || "\"\\$`".indexOf(text.charAt(index + 1)) >= 0)) {
        word.append(text.charAt(++index));
        inWord = true;
      } else if (quote == '"') {
        quote = take(c, quote, word);
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new UnbalancedQuoteException(text);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /// Takes one character inside quotes and gives the quote that is open after it, or 0.
  private static char take(char c, char quote, StringBuilder word) {
    if (c == quote) {
      return 0;
    }
    word.append(c);
    return quote;
  }
}
