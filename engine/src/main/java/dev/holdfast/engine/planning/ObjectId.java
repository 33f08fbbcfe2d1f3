package dev.holdfast.engine.planning;

import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;

/// What tells a person which object is meant: `id=i-123`.
public final class ObjectId {
  private ObjectId() {}

  /// The id or else the name of an object as `key=value`; empty where it has neither or where it is
  /// sensitive.
  public static String of(Value object) {
    if (object instanceof ObjectValue known) {
      for (String key : new String[] {"id", "name"}) {
        if (known.attributes().get(key) instanceof StringValue text
            && text.marks().isEmpty()
            && !text.value().isEmpty()) {
          return key + "=" + text.value();
        }
      }
    }
    return "";
  }
}
