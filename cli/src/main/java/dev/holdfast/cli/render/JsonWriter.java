package dev.holdfast.cli.render;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes JSON as Go's `encoding/json` does, since the programs that read Terraform's output know
/// it in that form: `<`, `>` and `&` are escaped, and an indented document has two blanks a level.
///
/// ```
/// JsonWriter json = JsonWriter.indented();
/// json.beginObject().name("valid").value(true).endObject();
/// ```
public final class JsonWriter {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final boolean indented;

  /// For every open object or array, whether it has something in it.
  private final Deque<Boolean> filled = new ArrayDeque<>();

  private boolean afterName;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /// On one line.
  public static JsonWriter compact() {
    return new JsonWriter(false);
  }

  /// For people too.
  public static JsonWriter indented() {
    return new JsonWriter(true);
  }

  public JsonWriter beginObject() {
    return begin('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter beginArray() {
    return begin('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  public JsonWriter name(String name) {
    separate();
    quote(name);
    text.append(indented ? ": " : ":");
    afterName = true;
    return this;
  }

  public JsonWriter value(String value) {
    separate();
    quote(value);
    return this;
  }

  public JsonWriter value(long value) {
    return raw(Long.toString(value));
  }

  public JsonWriter value(boolean value) {
    return raw(Boolean.toString(value));
  }

  public JsonWriter nullValue() {
    return raw("null");
  }

  /// A value that is JSON already; it is not laid out again.
  public JsonWriter raw(String json) {
    separate();
    text.append(json);
    return this;
  }

  /// The document so far.
  @Override
  public String toString() {
    return text.toString();
  }

  private JsonWriter begin(char bracket) {
    separate();
    text.append(bracket);
    filled.push(false);
    return this;
  }

  private JsonWriter end(char bracket) {
    if (filled.pop()) {
      breakLine();
    }
    text.append(bracket);
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    if (filled.isEmpty()) {
      return;
    }
    if (filled.pop()) {
      text.append(',');
    }
    filled.push(true);
    breakLine();
  }

  private void breakLine() {
    if (indented) {
      text.append('\n').append(INDENT.repeat(filled.size()));
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int index = 0; index < value.length(); index++) {
      char c = value.charAt(index);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (mustEscape(c)) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean mustEscape(char c) {
    return c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
  }
}
