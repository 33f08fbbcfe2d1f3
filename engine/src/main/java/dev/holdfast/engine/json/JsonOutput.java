package dev.holdfast.engine.json;

import dev.holdfast.engine.provider.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes JSON as it goes. Members come in the order they are written.
public final class JsonOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final boolean indented;
  private int depth;
  private boolean first = true;

  private JsonOutput(OutputStream out, boolean indented) {
    this.out = out;
    this.indented = indented;
  }

  /// For people: two spaces for each level.
  public static JsonOutput indented(OutputStream out) {
    return new JsonOutput(out, true);
  }

  /// Without any white space.
  public static JsonOutput compact(OutputStream out) {
    return new JsonOutput(out, false);
  }

  /// Something that is written between two brackets.
  @FunctionalInterface
  public interface Content {
    void write() throws IOException;
  }

  public void object(Content members) throws IOException {
    between('{', members, '}');
  }

  public void array(Content elements) throws IOException {
    between('[', elements, ']');
  }

  private void between(char open, Content content, char close) throws IOException {
    out.write(open);
    depth++;
    first = true;
    content.write();
    depth--;
    if (!first && indented) {
      JsonLayout.newLine(depth, out);
    }
    out.write(close);
    first = false;
  }

  /// Begins the next element of an array.
  public void element() throws IOException {
    if (!first) {
      out.write(',');
    }
    if (indented) {
      JsonLayout.newLine(depth, out);
    }
    first = false;
  }

  /// Begins the next member of an object.
  public void name(String name) throws IOException {
    element();
    text(name);
    out.write(':');
    if (indented) {
      out.write(' ');
    }
  }

  public void member(String name, String value) throws IOException {
    name(name);
    text(value);
  }

  public void member(String name, long value) throws IOException {
    name(name);
    out.write(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// A member that is there only when it is true.
  public void flag(String name, boolean value) throws IOException {
    if (value) {
      name(name);
      out.write("true".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// A member that is there whatever it is.
  public void member(String name, boolean value) throws IOException {
    name(name);
    truth(value);
  }

  public void truth(boolean value) throws IOException {
    out.write(Boolean.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// `null`
  public void nothing() throws IOException {
    out.write("null".getBytes(StandardCharsets.US_ASCII));
  }

  public void number(long value) throws IOException {
    out.write(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// @param json without white space
  public void raw(RawJson json) throws IOException {
    if (indented) {
      JsonLayout.indent(json.bytes(), depth, out);
    } else {
      out.write(json.bytes());
    }
  }

  /// A text with everything escaped that the peers escape.
  public void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write('"');
    int clean = 0;
    for (int position = 0; position < bytes.length; position++) {
      byte each = bytes[position];
      boolean escaped =
          (each >= 0 && each < ' ')
              || each == '"'
              || each == '\\'
              || each == '<'
              || each == '>'
              || each == '&';
      if (escaped) {
        out.write(bytes, clean, position - clean);
        escape(each);
        clean = position + 1;
      }
    }
    out.write(bytes, clean, bytes.length - clean);
    out.write('"');
  }

  private void escape(byte each) throws IOException {
    out.write('\\');
    switch (each) {
      case '"', '\\' -> out.write(each);
      case '\n' -> out.write('n');
      case '\r' -> out.write('r');
      case '\t' -> out.write('t');
      default -> {
        out.write("u00".getBytes(StandardCharsets.US_ASCII));
        out.write(HEX[each >> 4]);
        out.write(HEX[each & 0xF]);
      }
    }
  }
}
