package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) with the exact place of everything. Stops at the first fault, and keeps
/// what was read before it. Linear.
final class JsonScanner {
  private final SourceFile source;
  private final byte[] text;
  private final List<Diagnostic> diagnostics;
  private int position;
  private int depth;

  private JsonScanner(SourceFile source, List<Diagnostic> diagnostics) {
    this.source = source;
    this.text = source.bytes();
    this.diagnostics = diagnostics;
  }

  /// The value that the file is, or null if there is nothing of it to be read.
  static @Nullable JsonNode scan(SourceFile source, List<Diagnostic> diagnostics) {
    int invalid = Utf8.firstInvalid(source.bytes());
    if (invalid >= 0) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid character encoding",
              "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your"
                  + " editor.",
              source.range(invalid, invalid + 1)));
      return null;
    }
    JsonScanner scanner = new JsonScanner(source, diagnostics);
    JsonNode node = scanner.value();
    scanner.skipSpaces();
    if (diagnostics.isEmpty() && scanner.position < scanner.text.length) {
      scanner.fail(
          "Extraneous data after value", "Extra characters appear after the JSON value.", 1);
    }
    return node;
  }

  private @Nullable JsonNode value() {
    skipSpaces();
    return switch (current()) {
      case '{' -> nested();
      case '[' -> nested();
      case '"' -> string();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> keyword();
    };
  }

  private @Nullable JsonNode nested() {
    if (depth == HclParser.MAXIMUM_NESTING) {
      fail(
          "Nesting too deep",
          "JSON values can be nested at most " + HclParser.MAXIMUM_NESTING + " levels deep.",
          1);
      return null;
    }
    depth++;
    JsonNode node = current() == '{' ? object() : array();
    depth--;
    return node;
  }

  private JsonNode object() {
    int start = position++;
    List<JsonNode.Property> properties = new ArrayList<>();
    skipSpaces();
    boolean more = current() != '}';
    while (more) {
      more = property(properties) && separator('}', "property definition in an object", start);
    }
    if (diagnostics.isEmpty()) {
      position++;
    }
    return new JsonNode.JsonObject(
        properties,
        source.range(start, position),
        source.range(Math.max(start, position - 1), position));
  }

  private boolean property(List<JsonNode.Property> properties) {
    skipSpaces();
    if (current() != '"') {
      fail(
          current() == '}' ? "Trailing comma in object" : "Invalid object property name",
          current() == '}'
              ? "JSON does not permit a trailing comma after the final property in an object."
              : "A JSON object property name must be a string in double quotes.",
          1);
      return false;
    }
    JsonNode.JsonString name = string();
    skipSpaces();
    if (name == null) {
      return false;
    }
    if (current() != ':') {
      fail(
          "Missing property value colon",
          current() == '='
              ? "JSON uses a colon as its name/value delimiter, not an equals sign."
              : "A colon must appear between an object property's name and its value.",
          1);
      return false;
    }
    position++;
    JsonNode value = value();
    if (value != null) {
      properties.add(new JsonNode.Property(name, value));
    }
    return diagnostics.isEmpty();
  }

  private JsonNode array() {
    int start = position++;
    List<JsonNode> elements = new ArrayList<>();
    skipSpaces();
    boolean more = current() != ']';
    while (more) {
      skipSpaces();
      if (current() == ']') {
        fail(
            "Trailing comma in array",
            "JSON does not permit a trailing comma after the final value in an array.",
            1);
        break;
      }
      JsonNode element = value();
      if (element != null) {
        elements.add(element);
      }
      more = diagnostics.isEmpty() && separator(']', "value in an array", start);
    }
    if (diagnostics.isEmpty()) {
      position++;
    }
    return new JsonNode.JsonArray(elements, source.range(start, position));
  }

  /// Takes a comma and tells whether there was one; at the closing bracket there is none.
  private boolean separator(char closing, String what, int start) {
    skipSpaces();
    if (current() == ',') {
      position++;
      return true;
    }
    if (position >= text.length) {
      diagnostics.add(
          Diagnostic.error(
              closing == '}' ? "Unclosed object" : "Unclosed array",
              "No closing bracket \""
                  + closing
                  + "\" was found for this before the end of the file.",
              source.range(start, start + 1)));
    } else if (current() != closing) {
      fail("Missing separator", "A comma must appear between each " + what + ".", 1);
    }
    return false;
  }

  private @Nullable JsonNode number() {
    int start = position;
    while (position < text.length && "+-.eE0123456789".indexOf(text[position]) >= 0) {
      position++;
    }
    String digits = source.text(start, position);
    Value value = isJsonNumber(digits) ? NumberLiterals.parse(digits) : null;
    if (value == null) {
      position = start;
      fail("Invalid JSON number", "This is not a valid JSON number.", digits.length());
      return null;
    }
    return new JsonNode.JsonConstant(value, source.range(start, position));
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  private static boolean isJsonNumber(String number) {
    int at = number.startsWith("-") ? 1 : 0;
    int whole = digitsEnd(number, at);
    if (whole == at || (whole > at + 1 && number.charAt(at) == '0')) {
      return false;
    }
    at = whole;
    if (at < number.length() && number.charAt(at) == '.') {
      int fraction = digitsEnd(number, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < number.length() && (number.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < number.length() && (number.charAt(at) == '+' || number.charAt(at) == '-')) {
        at++;
      }
      int exponent = digitsEnd(number, at);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    return at == number.length();
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private @Nullable JsonNode keyword() {
    int start = position;
    int end = start;
    while (end < text.length && Identifiers.isPart(text[end])) {
      end++;
    }
    String word = source.text(start, end);
    Value value =
        switch (word) {
          case "true" -> Values.TRUE;
          case "false" -> Values.FALSE;
          case "null" -> Values.NULL;
          default -> null;
        };
    if (value != null) {
      position = end;
      return new JsonNode.JsonConstant(value, source.range(start, end));
    }
    if (word.isEmpty()) {
      fail(
          "Missing JSON value",
          "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.",
          1);
    } else {
      fail("Invalid JSON keyword", "\"" + word + "\" is not a valid JSON keyword.", end - start);
    }
    return null;
  }

  private JsonNode.@Nullable JsonString string() {
    int start = position;
    int end = start + 1;
    boolean escapes = false;
    while (end < text.length && text[end] != '"') {
      if (text[end] >= 0 && text[end] < ' ') {
        position = end;
        fail(
            "Invalid character in string",
            "A line break or another control character must be escaped in a JSON string, as in \"\\n\".",
            1);
        return null;
      }
      escapes |= text[end] == '\\';
      end += text[end] == '\\' ? 2 : 1;
    }
    if (end >= text.length) {
      fail("Unclosed string", "No closing quote was found for this before the end of the file.", 1);
      return null;
    }
    String value = new String(text, start + 1, end - start - 1, StandardCharsets.UTF_8);
    if (escapes) {
      JsonEscapes resolved = JsonEscapes.resolve(text, start + 1, end);
      if (resolved.invalidAt() >= 0) {
        position = resolved.invalidAt();
        fail("Invalid escape sequence", "This is not a valid escape sequence of a JSON string.", 2);
        return null;
      }
      value = new String(resolved.text(), StandardCharsets.UTF_8);
    }
    position = end + 1;
    return new JsonNode.JsonString(value, start, position, source.range(start, position));
  }

  private void skipSpaces() {
    while (position < text.length && " \t\r\n".indexOf(text[position]) >= 0) {
      position++;
    }
    if (position == 0
        && text.length >= 3
        && text[0] == (byte) 0xEF
        && text[1] == (byte) 0xBB
        && text[2] == (byte) 0xBF) {
      position = 3;
      skipSpaces();
    }
  }

  /// The byte at hand, or 0 at the end.
  private byte current() {
    return position < text.length ? text[position] : 0;
  }

  private void fail(String summary, String detail, int length) {
    int end = Math.min(position + length, text.length);
    diagnostics.add(Diagnostic.error(summary, detail, source.range(position, end)));
  }
}
