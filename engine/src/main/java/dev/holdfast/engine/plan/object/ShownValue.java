package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;

/// Values in messages about providers, in few words.
final class ShownValue {
  private static final int LONGEST = 80;

  private ShownValue() {}

  static String of(Value value) {
    if (!value.isKnown()) {
      return "an unknown value";
    }
    if (value.isNull()) {
      return "null";
    }
    return switch (value) {
      case BooleanValue truth -> String.valueOf(truth.value());
      case NumberValue number -> number.value().toString();
      case StringValue text -> quoted(text.value());
      default -> "a value of type " + value.type().friendlyName();
    };
  }

  private static String quoted(String text) {
    String line = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return line.length() <= LONGEST
        ? '"' + line + '"'
        : '"' + line.substring(0, LONGEST) + "…\" (" + text.length() + " characters)";
  }
}
