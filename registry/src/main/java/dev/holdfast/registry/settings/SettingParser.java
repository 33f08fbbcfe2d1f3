package dev.holdfast.registry.settings;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Parses the native syntax of settings files: the first version of HCL, which differs from the
/// language of configurations in that keys may be quoted, `=` before a group may be left out, and
/// nothing is an expression. Linear in the size of the text.
///
///     items  = { item [","] }
///     item   = key { key } ( "=" value | group )
///     key    = name | text
///     value  = text | heredoc | number | "true" | "false" | list | group
///     list   = "[" [ value { "," value } [","] ] "]"
///     group  = "{" items "}"
final class SettingParser {
  private static final int MAXIMUM_NESTING = 50;

  private final SourceFile source;
  private final String text;
  private int at;
  private int depth;

  private SettingParser(SourceFile source) {
    this.source = source;
    // One character for each byte, so that places are byte offsets.
    this.text =
        new String(
            source.text(0, source.size()).getBytes(StandardCharsets.UTF_8),
            StandardCharsets.ISO_8859_1);
  }

  /// What a file says, as far as it can be understood; the first fault is noted.
  static SettingNode.Group parse(SourceFile source, Diagnostics diagnostics) {
    SettingParser parser = new SettingParser(source);
    List<SettingNode.Item> items = new ArrayList<>();
    try {
      parser.items(items, false);
    } catch (SyntaxException fault) {
      diagnostics.add(Diagnostic.error("Invalid settings file", fault.detail, fault.range));
    }
    return new SettingNode.Group(items, parser.range(0));
  }

  private static final class SyntaxException extends Exception {
    private final String detail;
    private final transient SourceRange range;

    SyntaxException(String detail, SourceRange range) {
      super(detail, null, false, false);
      this.detail = detail;
      this.range = range;
    }
  }

  private SyntaxException fault(String detail) {
    return new SyntaxException(
        detail, source.range(Math.min(at, text.length()), Math.min(at + 1, text.length())));
  }

  private SourceRange range(int start) {
    return source.range(start, Math.max(start, at));
  }

  private void items(List<SettingNode.Item> items, boolean inside) throws SyntaxException {
    while (true) {
      skipSpace();
      if (atEnd()) {
        if (inside) {
          throw fault("The file ends before the closing brace of a block.");
        }
        return;
      }
      if (inside && peek() == '}') {
        return;
      }
      items.add(item());
      skipSpace();
      if (!atEnd() && peek() == ',') {
        at++;
      }
    }
  }

  private SettingNode.Item item() throws SyntaxException {
    int start = at;
    String key = key();
    SourceRange keyRange = range(start);
    skipSpace();
    if (atEnd()) {
      throw fault("A value is missing after \"" + key + "\".");
    }
    char next = peek();
    if (next == '=') {
      at++;
      skipSpace();
      return new SettingNode.Item(key, keyRange, value());
    }
    if (next == '{') {
      return new SettingNode.Item(key, keyRange, group());
    }
    if (isKeyStart(next)) {
      int inner = at;
      SettingNode.Item item = item();
      return new SettingNode.Item(
          key, keyRange, new SettingNode.Group(List.of(item), range(inner)));
    }
    throw fault("An equals sign or an opening brace must follow \"" + key + "\".");
  }

  private String key() throws SyntaxException {
    if (peek() == '"') {
      return text();
    }
    if (!isKeyStart(peek())) {
      throw fault("The name of an argument or a block is expected here.");
    }
    int start = at;
    while (!atEnd() && isNamePart(peek())) {
      at++;
    }
    return decoded(start, at);
  }

  private SettingNode value() throws SyntaxException {
    if (atEnd()) {
      throw fault("A value is missing at the end of the file.");
    }
    int start = at;
    char first = peek();
    if (first == '"') {
      String value = text();
      return new SettingNode.Text(value, range(start));
    }
    if (first == '{') {
      return group();
    }
    if (first == '[') {
      return sequence();
    }
    if (first == '<' && text.startsWith("<<", at)) {
      String value = heredoc();
      return new SettingNode.Text(value, range(start));
    }
    while (!atEnd() && (isNamePart(peek()) || peek() == '+')) {
      at++;
    }
    String word = decoded(start, at);
    if (word.equals("true") || word.equals("false")) {
      return new SettingNode.Truth(word.equals("true"), range(start));
    }
    if (word.matches("-?[0-9].*")) {
      return new SettingNode.Numeral(word, range(start));
    }
    at = start;
    throw fault(
        "A value is expected here: a text in quotes, a number, true, false, a list or a map.");
  }

  private SettingNode.Group group() throws SyntaxException {
    int start = at;
    enter();
    List<SettingNode.Item> items = new ArrayList<>();
    items(items, true);
    at++;
    depth--;
    return new SettingNode.Group(items, range(start));
  }

  private SettingNode.Sequence sequence() throws SyntaxException {
    int start = at;
    enter();
    List<SettingNode> elements = new ArrayList<>();
    while (true) {
      skipSpace();
      if (atEnd()) {
        throw fault("The file ends before the closing bracket of a list.");
      }
      if (peek() == ']') {
        at++;
        depth--;
        return new SettingNode.Sequence(elements, range(start));
      }
      elements.add(value());
      skipSpace();
      if (!atEnd() && peek() == ',') {
        at++;
      } else if (atEnd() || peek() != ']') {
        throw fault("A comma or a closing bracket is expected here.");
      }
    }
  }

  private void enter() throws SyntaxException {
    if (++depth > MAXIMUM_NESTING) {
      throw fault("Blocks and lists are nested too deeply.");
    }
    at++;
  }

  private String text() throws SyntaxException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    int clean = at;
    while (!atEnd() && peek() != '"' && peek() != '\n') {
      if (peek() == '\\' && at + 1 < text.length()) {
        value.append(decoded(clean, at));
        value.append(escaped(text.charAt(at + 1)));
        at += 2;
        clean = at;
      } else {
        at++;
      }
    }
    if (atEnd() || peek() == '\n') {
      at = start;
      throw fault("The closing quote of this text is missing.");
    }
    value.append(decoded(clean, at));
    at++;
    return value.toString();
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '"' -> "\"";
      case '\\' -> "\\";
      default -> "\\" + letter;
    };
  }

  private String heredoc() throws SyntaxException {
    int start = at;
    at += text.startsWith("<<-", at) ? 3 : 2;
    int line = text.indexOf('\n', at);
    String marker = line < 0 ? "" : decoded(at, line).strip();
    if (marker.isEmpty()) {
      at = start;
      throw fault("The marker of this text must be followed by a line break.");
    }
    StringBuilder value = new StringBuilder();
    int next = line + 1;
    while (next < text.length()) {
      int end = text.indexOf('\n', next);
      end = end < 0 ? text.length() : end;
      if (decoded(next, end).strip().equals(marker)) {
        at = end;
        return value.toString();
      }
      value.append(decoded(next, end)).append('\n');
      next = end + 1;
    }
    at = start;
    throw fault("The closing marker of this text, " + marker + ", is missing.");
  }

  private void skipSpace() throws SyntaxException {
    while (!atEnd()) {
      if (Character.isWhitespace(peek())) {
        at++;
      } else if (peek() == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw fault("The end of this comment is missing.");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private static boolean isKeyStart(char letter) {
    return letter == '"' || letter == '_' || letter >= 0x80 || Character.isLetterOrDigit(letter);
  }

  private static boolean isNamePart(char letter) {
    return letter == '_'
        || letter == '-'
        || letter == '.'
        || letter >= 0x80
        || Character.isLetterOrDigit(letter);
  }

  private String decoded(int start, int end) {
    return source.text(start, end);
  }
}
