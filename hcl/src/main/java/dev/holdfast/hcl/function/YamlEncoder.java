package dev.holdfast.hcl.function;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;

/// Writes values as YAML 1.2 in block style: keys and strings in quotes, strings of several lines
/// as literal blocks, sequences not indented below their key.
final class YamlEncoder {
  private static final int STEP = 2;

  private final StringBuilder text = new StringBuilder();

  private YamlEncoder() {}

  /// The document of a wholly known value, with a line break at its end.
  static String encode(Value value) {
    YamlEncoder encoder = new YamlEncoder();
    encoder.node(value, 0);
    if (encoder.text.isEmpty() || encoder.text.charAt(encoder.text.length() - 1) != '\n') {
      encoder.text.append('\n');
    }
    if (value instanceof NullValue
        || value instanceof BooleanValue
        || value instanceof NumberValue) {
      // A plain scalar could go on; this says that it does not.
      encoder.text.append("...\n");
    }
    return encoder.text.toString();
  }

  /// Writes a value where the current line already has what comes before it.
  ///
  /// @param indent of the further lines of a block
  private void node(Value value, int indent) {
    switch (value) {
      case NullValue _ -> text.append("null");
      case BooleanValue truth -> text.append(truth.value());
      case NumberValue number -> text.append(number(number));
      case StringValue string -> string(string.value(), indent);
      case ListValue list -> sequence(list.elements(), indent);
      case SetValue set -> sequence(set.elements(), indent);
      case TupleValue tuple -> sequence(tuple.elements(), indent);
      case MapValue map -> mapping(map.elements(), indent);
      case ObjectValue object -> mapping(object.attributes(), indent);
      default -> throw new IllegalArgumentException("an unknown value has no YAML");
    }
  }

  private static String number(NumberValue number) {
    if (!number.value().isInfinite()) {
      return number.value().toString();
    }
    return number.value().signum() < 0 ? "-.Inf" : "+.Inf";
  }

  private void sequence(List<Value> elements, int indent) {
    if (elements.isEmpty()) {
      text.append("[]");
      return;
    }
    boolean first = true;
    for (Value element : elements) {
      if (!first) {
        newLine(indent);
      }
      first = false;
      text.append("- ");
      node(element, indent + STEP);
    }
  }

  private void mapping(Map<String, Value> entries, int indent) {
    if (entries.isEmpty()) {
      text.append("{}");
      return;
    }
    boolean first = true;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      if (!first) {
        newLine(indent);
      }
      first = false;
      quoted(entry.getKey());
      text.append(':');
      Value value = entry.getValue();
      if (isBlock(value, true)) {
        newLine(indent);
        node(value, indent);
      } else if (isBlock(value, false)) {
        newLine(indent + STEP);
        node(value, indent + STEP);
      } else {
        text.append(' ');
        node(value, indent + STEP);
      }
    }
  }

  /// Whether a value takes lines of its own, as a sequence or as a mapping.
  private static boolean isBlock(Value value, boolean sequence) {
    return switch (value) {
      case ListValue list -> sequence && !list.elements().isEmpty();
      case SetValue set -> sequence && !set.elements().isEmpty();
      case TupleValue tuple -> sequence && !tuple.elements().isEmpty();
      case MapValue map -> !sequence && !map.elements().isEmpty();
      case ObjectValue object -> !sequence && !object.attributes().isEmpty();
      default -> false;
    };
  }

  private void newLine(int indent) {
    if (text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    text.repeat(' ', indent);
  }

  private void string(String string, int indent) {
    if (!string.contains("\n") || !canBeLiteral(string)) {
      quoted(string);
      return;
    }
    String body = string;
    String keep = "-";
    if (string.endsWith("\n")) {
      keep = string.endsWith("\n\n") || string.equals("\n") ? "+" : "";
      body = string.substring(0, string.length() - 1);
    }
    text.append('|');
    if (string.startsWith(" ") || string.startsWith("\n")) {
      text.append(STEP);
    }
    text.append(keep);
    int inner = Math.max(indent, STEP);
    for (String line : body.split("\n", -1)) {
      text.append('\n');
      if (!line.isEmpty()) {
        text.repeat(' ', inner).append(line);
      }
    }
    if (!keep.equals("-")) {
      text.append('\n');
    }
  }

  /// What is not printable, or beyond 16 bits as the peers see it, needs escapes, which only quoted
  /// strings have.
  private static boolean canBeLiteral(String string) {
    return string
        .codePoints()
        .allMatch(codePoint -> codePoint == '\n' || codePoint == '\t' || isPrintable(codePoint));
  }

  private static boolean isPrintable(int codePoint) {
    return codePoint == 0x85
        || (codePoint >= 0x20 && codePoint < 0x7F)
        || (codePoint >= 0xA0
            && codePoint != 0xFEFF
            && codePoint != 0x2028
            && codePoint != 0x2029
            && !(codePoint >= 0xD800 && codePoint <= 0xDFFF)
            && codePoint < 0xFFFE);
  }

  private void quoted(String string) {
    text.append('"');
    string.codePoints().forEach(this::escaped);
    text.append('"');
  }

  private void escaped(int codePoint) {
    switch (codePoint) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case 0 -> text.append("\\0");
      case 0x07 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case 0x0B -> text.append("\\v");
      case '\f' -> text.append("\\f");
      case '\r' -> text.append("\\r");
      case 0x1B -> text.append("\\e");
      case 0x85 -> text.append("\\N");
      case 0xA0 -> text.append("\\_");
      case 0x2028 -> text.append("\\L");
      case 0x2029 -> text.append("\\P");
      default -> {
        if (isPrintable(codePoint)) {
          text.appendCodePoint(codePoint);
        } else if (codePoint < 0x100) {
          text.append("\\x%02X".formatted(codePoint));
        } else if (codePoint < 0x10000) {
          text.append("\\u%04X".formatted(codePoint));
        } else {
          text.append("\\U%08X".formatted(codePoint));
        }
      }
    }
  }
}
