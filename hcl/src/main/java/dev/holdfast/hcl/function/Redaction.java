package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;

/// Names values in messages without giving away what is secret.
final class Redaction {
  private Redaction() {}

  /// The string in quotes, or a word for it that is safe to show.
  static String of(Value value) {
    if (value.marks().contains(Mark.SENSITIVE)) {
      return value.marks().contains(Mark.EPHEMERAL)
          ? "(ephemeral sensitive value)"
          : "(sensitive value)";
    }
    if (value.marks().contains(Mark.EPHEMERAL)) {
      return "(ephemeral value)";
    }
    return value instanceof StringValue string
        ? QuotedText.of(string.value())
        : value.type().friendlyName();
  }
}
