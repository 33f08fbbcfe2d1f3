package dev.holdfast.engine.planning;

import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.StringJoiner;
import java.util.TreeMap;

/// What tells a person which object is meant: `id=i-123`.
public final class ObjectId {
  private ObjectId() {}

  /// An identity as `key=value`, in the order of its names, without what it does not say.
  public static String identity(Value identity) {
    StringJoiner text = new StringJoiner(", ");
    if (identity instanceof ObjectValue known) {
      new TreeMap<>(known.attributes())
          .forEach((name, value) -> {
            if (!value.isNull()) {
              text.add(
                  name
                      + "="
                      + (value instanceof StringValue string
                          ? string.value()
                          : ValueText.of(value)));
            }
          });
    }
    return text.toString();
  }

  /// What an object is taken over by; empty where it is not.
  public static String imported(ResourceChange change) {
    Importing importing = change.importing();
    if (importing == null) {
      return "";
    }
    Value identity = importing.identity();
    return identity == null ? "id=" + importing.id() : identity(identity);
  }

  /// The id alone; empty where the object has none that may be shown.
  static String plain(Value object) {
    return object instanceof ObjectValue known
            && known.attributes().get("id") instanceof StringValue text
            && text.marks().isEmpty()
        ? text.value()
        : "";
  }

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
