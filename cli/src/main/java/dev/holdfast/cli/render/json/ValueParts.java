package dev.holdfast.cli.render.json;

import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The three views of a value that a plan shows side by side: what is known of it, where it is
/// unknown and where it is sensitive. The latter two have the value's own shape, with `true` where
/// it holds; entries of objects and maps for which it does not hold are left out.
///
/// ```
/// known      {"name":"a","tags":{}}
/// unknown    {"id":true,"tags":{"owner":true}}
/// sensitive  {"tags":{}}
/// ```
final class ValueParts {
  private ValueParts() {}

  /// What is known: unknown entries are left out, unknown elements are null. Marks count for
  /// nothing.
  static void writeKnown(Value value, JsonOutput out) throws IOException {
    List<Value> elements = elements(value);
    Map<String, Value> entries = entries(value);
    if (elements != null) {
      out.array(() -> {
        for (Value element : elements) {
          out.element();
          writeKnown(element, out);
        }
      });
    } else if (entries != null) {
      out.object(() -> {
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          if (entry.getValue().isKnown()) {
            out.name(entry.getKey());
            writeKnown(entry.getValue(), out);
          }
        }
      });
    } else {
      writeLeaf(value, out);
    }
  }

  private static void writeLeaf(Value value, JsonOutput out) throws IOException {
    switch (value) {
      case StringValue string -> out.text(string.value());
      case BooleanValue truth -> out.truth(truth.value());
      case NumberValue number -> out.raw(RawJson.of(encoded(number.unmark())));
      default -> out.nothing();
    }
  }

  private static String encoded(Value value) {
    try {
      return ValueJson.encode(value);
    } catch (CodecException impossible) {
      throw new IllegalStateException("a known number has a form", impossible);
    }
  }

  /// Where it is unknown.
  static void writeUnknown(Value value, JsonOutput out) throws IOException {
    if (!value.isKnown()) {
      out.truth(true);
    } else if (!hasParts(value)) {
      out.truth(false);
    } else {
      writeParts(value, out, part -> !part.isKnown() || hasParts(part), ValueParts::writeUnknown);
    }
  }

  private static boolean hasParts(Value value) {
    return elements(value) != null || entries(value) != null;
  }

  /// Where it is sensitive.
  static void writeSensitive(Value value, JsonOutput out) throws IOException {
    if (value.isSensitive()) {
      out.truth(true);
    } else if (!hasShape(value)) {
      out.truth(false);
    } else if (value.isKnown()) {
      writeParts(
          value, out, part -> part.isSensitive() || hasShape(part), ValueParts::writeSensitive);
    } else {
      // Of a collection that is not known nothing can be said.
      boolean sequence =
          value.type() instanceof ListType
              || value.type() instanceof SetType
              || value.type() instanceof TupleType;
      out.raw(RawJson.of(sequence ? "[]" : "{}"));
    }
  }

  private static boolean hasShape(Value value) {
    return !value.isNull()
        && !(value.type() instanceof PrimitiveType)
        && !(value.type() instanceof DynamicType);
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds(Value part);
  }

  @FunctionalInterface
  private interface Part {
    void write(Value part, JsonOutput out) throws IOException;
  }

  /// @param shown which entries of a mapping are written; of a sequence all elements are, since
  ///   their places count
  private static void writeParts(Value value, JsonOutput out, Condition shown, Part part)
      throws IOException {
    List<Value> elements = elements(value);
    if (elements != null) {
      out.array(() -> {
        for (Value element : elements) {
          out.element();
          part.write(element, out);
        }
      });
      return;
    }
    Map<String, Value> entries = entries(value);
    out.object(() -> {
      for (Map.Entry<String, Value> entry :
          (entries == null ? Map.<String, Value>of() : entries).entrySet()) {
        if (shown.holds(entry.getValue())) {
          out.name(entry.getKey());
          part.write(entry.getValue(), out);
        }
      }
    });
  }

  private static @Nullable List<Value> elements(Value value) {
    return switch (value) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case TupleValue tuple -> tuple.elements();
      default -> null;
    };
  }

  private static @Nullable Map<String, Value> entries(Value value) {
    return switch (value) {
      case MapValue map -> map.elements();
      case ObjectValue object -> object.attributes();
      default -> null;
    };
  }
}
