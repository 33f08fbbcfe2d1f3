package dev.holdfast.engine.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Changes the white space of JSON text and nothing else: numbers and texts stay as they are. The
/// text must be well-formed. Linear time.
final class JsonLayout {
  private static final byte[] SPACES =
      " ".repeat(64).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private JsonLayout() {}

  /// The text of a range without white space.
  static byte[] compact(byte[] json, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int position = from;
    while (position < to) {
      int end = json[position] == '"' ? endOfText(json, position, to) : position + 1;
      if (!isSpace(json[position])) {
        out.write(json, position, end - position);
      }
      position = end;
    }
    return out.toByteArray();
  }

  /// Writes compact text with two spaces for each level.
  ///
  /// @param level how deep the text stands in its surroundings
  static void indent(byte[] json, int level, OutputStream out) throws IOException {
    int depth = level;
    int position = 0;
    while (position < json.length) {
      byte each = json[position];
      if (each == '"') {
        int end = endOfText(json, position, json.length);
        out.write(json, position, end - position);
        position = end;
        continue;
      }
      boolean opens = each == '{' || each == '[';
      if (opens && position + 1 < json.length && closes(json[position + 1])) {
        out.write(json, position, 2);
        position += 2;
        continue;
      }
      if (closes(each)) {
        newLine(--depth, out);
      }
      out.write(each);
      if (opens) {
        newLine(++depth, out);
      } else if (each == ',') {
        newLine(depth, out);
      } else if (each == ':') {
        out.write(' ');
      }
      position++;
    }
  }

  static void newLine(int level, OutputStream out) throws IOException {
    out.write('\n');
    for (int left = 2 * level; left > 0; left -= SPACES.length) {
      out.write(SPACES, 0, Math.min(left, SPACES.length));
    }
  }

  private static boolean closes(byte each) {
    return each == '}' || each == ']';
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }

  /// The position after the closing quote.
  private static int endOfText(byte[] json, int from, int to) {
    int position = from + 1;
    while (position < to && json[position] != '"') {
      position += json[position] == '\\' ? 2 : 1;
    }
    return Math.min(position + 1, to);
  }
}
