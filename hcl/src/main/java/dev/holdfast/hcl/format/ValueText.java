package dev.holdfast.hcl.format;

import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Values as an expression that gives them, over as many lines as are good to read: what `console`
/// and `output` print.
///
/// Sensitive and ephemeral values are named, not shown; unknown values are `(known after apply)`.
/// Linear in the size of the value times its depth.
public final class ValueText {
  private static final int STEP = 2;

  private final StringBuilder text = new StringBuilder();
  private final boolean showSensitive;

  private ValueText(boolean showSensitive) {
    this.showSensitive = showSensitive;
  }

  /// The text of a value, its first line not indented.
  public static String of(Value value) {
    return of(value, 0);
  }

  /// The text of a value whose further lines are indented by so many spaces.
  public static String of(Value value, int indent) {
    return write(value, indent, false);
  }

  /// As [#of(Value, int)], but sensitive values are shown as well: only for whoever asked to see
  /// them.
  public static String revealing(Value value, int indent) {
    return write(value, indent, true);
  }

  private static String write(Value value, int indent, boolean showSensitive) {
    ValueText writer = new ValueText(showSensitive);
    writer.append(value, indent);
    return writer.text.toString();
  }

  private void append(Value value, int indent) {
    if (!showSensitive && value.marks().contains(Mark.SENSITIVE)) {
      text.append("(sensitive value)");
      return;
    }
    if (value.marks().contains(Mark.EPHEMERAL)) {
      text.append("(ephemeral value)");
      return;
    }
    switch (value) {
      case UnknownValue unknown -> text.append("(known after apply)");
      case NullValue none -> text.append(ofNull(none.type()));
      case BooleanValue truth -> text.append(truth.value());
      case NumberValue number -> text.append(number.value());
      case StringValue string -> append(string.value(), indent);
      case TupleValue tuple -> append(tuple.elements(), indent);
      case ObjectValue object -> append(object.attributes(), indent);
      case ListValue list -> {
        text.append("tolist(");
        append(list.elements(), indent);
        text.append(')');
      }
      case SetValue set -> {
        text.append("toset(");
        append(set.elements(), indent);
        text.append(')');
      }
      case MapValue map -> {
        text.append("tomap(");
        append(map.elements(), indent);
        text.append(')');
      }
    }
  }

  private static String ofNull(Type type) {
    return switch (type) {
      case DynamicType _ -> "null";
      case PrimitiveType primitive -> "to%s(null)".formatted(primitive.keyword());
      case ListType(Type element) -> "tolist(null) /* of %s */".formatted(element.friendlyName());
      case SetType(Type element) -> "toset(null) /* of %s */".formatted(element.friendlyName());
      case MapType(Type element) -> "tomap(null) /* of %s */".formatted(element.friendlyName());
      default -> "null /* %s */".formatted(type.friendlyName());
    };
  }

  private void append(List<Value> elements, int indent) {
    text.append('[');
    for (Value element : elements) {
      newLine(indent + STEP);
      append(element, indent + STEP);
      text.append(',');
    }
    if (!elements.isEmpty()) {
      newLine(indent);
    }
    text.append(']');
  }

  private void append(Map<String, Value> entries, int indent) {
    text.append('{');
    entries.forEach((key, value) -> {
      newLine(indent + STEP);
      append(key, indent + STEP);
      text.append(" = ");
      append(value, indent + STEP);
    });
    if (!entries.isEmpty()) {
      newLine(indent);
    }
    text.append('}');
  }

  private void newLine(int indent) {
    text.append('\n').repeat(' ', indent);
  }

  /// A string of several lines is a heredoc.
  private void append(String string, int indent) {
    String[] lines = string.split("\n", -1);
    if (lines.length < 2) {
      text.append(QuotedText.of(string));
      return;
    }
    String delimiter = "EOT";
    while (hasLine(lines, delimiter)) {
      delimiter += "_";
    }
    text.append(indent > 0 ? "<<-" : "<<").append(delimiter);
    for (String line : lines) {
      newLine(indent);
      text.append(line);
    }
    newLine(indent);
    text.append(delimiter);
  }

  private static boolean hasLine(String[] lines, String wanted) {
    return Arrays.stream(lines).anyMatch(line -> line.strip().equals(wanted));
  }
}
