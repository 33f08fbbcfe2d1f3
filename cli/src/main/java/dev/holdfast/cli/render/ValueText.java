package dev.holdfast.cli.render;

import dev.holdfast.cli.render.difference.QuotedText;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
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
import java.util.List;
import java.util.Map;

/// A value as the language writes it, so that its type can be seen: `toset([…])`, `tomap({…})`.
/// Used for outputs and by `console`.
public final class ValueText {
  private static final int INDENT = 2;

  private ValueText() {}

  /// The text of a value, over several lines where it has parts. Sensitive parts are not shown.
  public static String of(Value value) {
    StringBuilder text = new StringBuilder();
    append(value, 0, text);
    return text.toString();
  }

  private static void append(Value value, int indent, StringBuilder text) {
    if (value.isSensitive()) {
      text.append("(sensitive value)");
      return;
    }
    switch (value) {
      case UnknownValue unknown -> text.append("(known after apply)");
      case NullValue none -> text.append(nullOf(none.type()));
      case BooleanValue bool -> text.append(bool.value());
      case NumberValue number -> text.append(number.value());
      case StringValue string -> appendString(string.value(), indent, text);
      case ListValue list -> appendSequence("tolist([", list.elements(), "])", indent, text);
      case SetValue set -> appendSequence("toset([", set.elements(), "])", indent, text);
      case TupleValue tuple -> appendSequence("[", tuple.elements(), "]", indent, text);
      case MapValue map -> appendMapping("tomap({", map.elements(), "})", indent, text);
      case ObjectValue object -> appendMapping("{", object.attributes(), "}", indent, text);
    }
  }

  private static void appendSequence(
      String open, List<Value> elements, String close, int indent, StringBuilder text) {
    text.append(open);
    if (!elements.isEmpty()) {
      text.append('\n');
      for (Value element : elements) {
        text.append(" ".repeat(indent + INDENT));
        append(element, indent + INDENT, text);
        text.append(",\n");
      }
      text.append(" ".repeat(indent));
    }
    text.append(close);
  }

  private static void appendMapping(
      String open, Map<String, Value> entries, String close, int indent, StringBuilder text) {
    text.append(open);
    if (!entries.isEmpty()) {
      text.append('\n');
      entries.forEach((key, value) -> {
        text.append(" ".repeat(indent + INDENT)).append(QuotedText.quote(key)).append(" = ");
        append(value, indent + INDENT, text);
        text.append('\n');
      });
      text.append(" ".repeat(indent));
    }
    text.append(close);
  }

  private static void appendString(String value, int indent, StringBuilder text) {
    if (value.indexOf('\n') < 0) {
      text.append(QuotedText.quote(value));
      return;
    }
    List<String> lines = List.of(ControlSequences.strip(value).split("\n", -1));
    StringBuilder delimiter = new StringBuilder("EOT");
    while (lines.stream().anyMatch(line -> line.strip().contentEquals(delimiter))) {
      delimiter.append('_');
    }
    text.append(indent > 0 ? "<<-" : "<<").append(delimiter).append('\n');
    for (String line : lines) {
      text.append(" ".repeat(indent)).append(line).append('\n');
    }
    text.append(" ".repeat(indent)).append(delimiter);
  }

  private static String nullOf(Type type) {
    return switch (type) {
      case DynamicType dynamic -> "null";
      case PrimitiveType primitive ->
          switch (primitive) {
            case STRING -> "tostring(null)";
            case NUMBER -> "tonumber(null)";
            case BOOLEAN -> "tobool(null)";
          };
      case ListType list -> "tolist(null) /* of " + list.element().friendlyName() + " */";
      case SetType set -> "toset(null) /* of " + set.element().friendlyName() + " */";
      case MapType map -> "tomap(null) /* of " + map.element().friendlyName() + " */";
      case TupleType tuple -> "null /* tuple */";
      case ObjectType object -> "null /* object */";
    };
  }
}
