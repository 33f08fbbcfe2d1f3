package dev.holdfast.hcl.format;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.syntax.Identifiers;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Values as source text that stands for them, laid out as the formatter would.
///
/// Source text has no collections: lists and sets come back as tuples, maps as objects. Linear in
/// the value.
public final class SourceText {
  private final StringBuilder text = new StringBuilder();

  private SourceText() {}

  /// The expression for a value.
  ///
  /// @param value wholly known; marks are not looked at
  public static String expression(Value value) {
    SourceText source = new SourceText();
    source.append(value);
    return layOut(source.text).strip();
  }

  /// A line `name = expression` for each value, in the order of the names, each of which is an
  /// identifier.
  ///
  /// @param values wholly known; marks are not looked at
  public static String attributes(Map<String, Value> values) {
    SourceText source = new SourceText();
    new TreeMap<>(values)
        .forEach((name, value) -> {
          source.text.append(name).append(" = ");
          source.append(value);
          source.text.append('\n');
        });
    return layOut(source.text);
  }

  private static String layOut(StringBuilder text) {
    return Formatter.layOut(SourceFile.of("", text.toString()));
  }

  private void append(Value value) {
    switch (value) {
      case NullValue _ -> text.append("null");
      case BooleanValue known -> text.append(known.value());
      case NumberValue number -> text.append(digits(number));
      case StringValue string -> append(string.value());
      case ListValue list -> append(list.elements());
      case TupleValue tuple -> append(tuple.elements());
      case SetValue set -> append(set.elements());
      case MapValue map -> append(map.elements());
      case ObjectValue object -> append(object.attributes());
      case UnknownValue _ -> throw new IllegalArgumentException("an unknown has no source text");
    }
  }

  private static String digits(NumberValue number) {
    try {
      return ((StringValue) Conversion.convert(number.withExactly(java.util.Set.of()), Type.STRING))
          .value();
    } catch (ConversionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void append(Collection<Value> elements) {
    text.append('[');
    String separator = "";
    for (Value element : elements) {
      text.append(separator);
      append(element);
      separator = ", ";
    }
    text.append(']');
  }

  private void append(Map<String, Value> attributes) {
    if (attributes.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append("{\n");
    attributes.forEach((name, value) -> {
      if (Identifiers.isValid(name)) {
        text.append(name);
      } else {
        append(name);
      }
      text.append(" = ");
      append(value);
      text.append('\n');
    });
    text.append('}');
  }

  private void append(String string) {
    text.append('"');
    for (int index = 0; index < string.length(); ) {
      int codePoint = string.codePointAt(index);
      index += Character.charCount(codePoint);
      switch (codePoint) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '$', '%' -> {
          boolean begins = index < string.length() && string.charAt(index) == '{';
          text.appendCodePoint(codePoint).append(begins ? Character.toString(codePoint) : "");
        }
        default -> {
          if (Character.isISOControl(codePoint)) {
            text.append("\\u%04x".formatted(codePoint));
          } else {
            text.appendCodePoint(codePoint);
          }
        }
      }
    }
    text.append('"');
  }
}
