package dev.holdfast.engine.address;

/// String literals of the language, as they occur in addresses.
final class Quoting {
  private Quoting() {}

  /// The text as a quoted literal, so that parsing it gives the text again.
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean opensTemplate =
          (c == '$' || c == '%') && i + 1 < text.length() && text.charAt(i + 1) == '{';
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        default -> quoted.append(opensTemplate ? "" + c + c : "" + c);
      }
    }
    return quoted.append('"').toString();
  }
}
