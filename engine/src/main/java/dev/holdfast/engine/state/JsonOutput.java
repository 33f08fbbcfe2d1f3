package dev.holdfast.engine.state;

import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.StateFile.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes JSON as it goes. Members come in the order they are written.
final class JsonOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final boolean indented;
  private int depth;
  private boolean first = true;

  JsonOutput(OutputStream out, Layout layout) {
    this.out = out;
    this.indented = layout == Layout.INDENTED;
  }

  /// Something that is written between two brackets.
  @FunctionalInterface
  interface Content {
    void write() throws IOException;
  }

  void object(Content members) throws IOException {
    between('{', members, '}');
  }

  void array(Content elements) throws IOException {
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
  void element() throws IOException {
    if (!first) {
      out.write(',');
    }
    if (indented) {
      JsonLayout.newLine(depth, out);
    }
    first = false;
  }

  /// Begins the next member of an object.
  void name(String name) throws IOException {
    element();
    text(name);
    out.write(':');
    if (indented) {
      out.write(' ');
    }
  }

  void member(String name, String value) throws IOException {
    name(name);
    text(value);
  }

  void member(String name, long value) throws IOException {
    name(name);
    out.write(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// A member that is there only when it is true.
  void flag(String name, boolean value) throws IOException {
    if (value) {
      name(name);
      out.write("true".getBytes(StandardCharsets.US_ASCII));
    }
  }

  void number(long value) throws IOException {
    out.write(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /// @param json without white space
  void raw(RawJson json) throws IOException {
    if (indented) {
      JsonLayout.indent(json.bytes(), depth, out);
    } else {
      out.write(json.bytes());
    }
  }

  /// A text with everything escaped that the peers escape.
  void text(String text) throws IOException {
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
