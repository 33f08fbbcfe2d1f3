package dev.holdfast.engine.generation;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.format.Formatter;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes the `resource` block that an object might have been made from: all arguments that may be
/// set, with the values that the object has. What only the provider sets is left out, and so is
/// what must not be shown, with a comment in its place.
public final class GeneratedBlock {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private final StringBuilder text = new StringBuilder();

  private GeneratedBlock() {}

  /// The block, laid out, ending in a line break. Linear in the object.
  ///
  /// @param provider the provider configuration to name in it; empty for none
  /// @param object wholly known
  public static String of(
      ResourceAddress address, String provider, ResourceSchema schema, Value object) {
    GeneratedBlock block = new GeneratedBlock();
    block
        .text
        .append("resource ")
        .append(QuotedText.of(address.type()))
        .append(' ')
        .append(QuotedText.of(address.name()))
        .append(" {\n");
    if (!provider.isEmpty()) {
      block.text.append("provider = ").append(provider).append('\n');
    }
    block.content(schema.block(), Marks.strip(object), true);
    block.text.append("}\n");
    return Formatter.layOut(SourceFile.of("generated.tf", block.text.toString()));
  }

  private void content(Block schema, Value object, boolean top) {
    for (Map.Entry<String, Attribute> entry : new TreeMap<>(schema.attributes()).entrySet()) {
      // Older providers say that an id may be set, and refuse to have it set.
      boolean oldId =
          top
              && entry.getKey().equals("id")
              && entry.getValue().optional()
              && entry.getValue().computed();
      if (isArgument(entry.getValue()) && !oldId) {
        text.append(entry.getKey()).append(" = ");
        attribute(entry.getValue(), part(object, entry.getKey()));
        text.append('\n');
      }
    }
    for (Map.Entry<String, NestedBlock> entry : new TreeMap<>(schema.blocks()).entrySet()) {
      blocks(entry.getKey(), entry.getValue(), part(object, entry.getKey()));
    }
  }

  /// What a configuration may set and should.
  private static boolean isArgument(Attribute attribute) {
    return (attribute.required() || attribute.optional()) && attribute.deprecation().isEmpty();
  }

  private static Value part(Value object, String name) {
    Value found = object instanceof ObjectValue known ? known.attributes().get(name) : null;
    return found == null ? Value.nullOf(dev.holdfast.hcl.type.Type.DYNAMIC) : found;
  }

  private void attribute(Attribute schema, Value value) {
    NestedAttributes nested = schema.nested();
    if (schema.sensitive()) {
      text.append("null # sensitive");
    } else if (schema.writeOnly()) {
      text.append("null # write-only");
    } else if (nested == null || value.isNull()) {
      value(value);
    } else {
      nested(nested, value);
    }
  }

  private void nested(NestedAttributes schema, Value value) {
    switch (value) {
      case ListValue list -> structures(schema, list.elements());
      case SetValue set -> structures(schema, set.elements());
      case MapValue map -> {
        text.append("{\n");
        map.elements()
            .forEach((key, each) -> {
              text.append(key(key)).append(" = ");
              structure(schema, each);
              text.append('\n');
            });
        text.append('}');
      }
      default -> structure(schema, value);
    }
  }

  private void structures(NestedAttributes schema, Collection<Value> elements) {
    text.append("[\n");
    elements.forEach(each -> {
      structure(schema, each);
      text.append(",\n");
    });
    text.append(']');
  }

  private void structure(NestedAttributes schema, Value value) {
    if (value.isNull()) {
      text.append("null");
      return;
    }
    text.append("{\n");
    new TreeMap<>(schema.attributes())
        .forEach((name, attribute) -> {
          if (isArgument(attribute)) {
            text.append(name).append(" = ");
            attribute(attribute, part(value, name));
            text.append('\n');
          }
        });
    text.append('}');
  }

  private void blocks(String name, NestedBlock schema, Value value) {
    if (value.isNull()) {
      return;
    }
    switch (value) {
      case ListValue list -> list.elements().forEach(each -> block(name, "", schema, each));
      case TupleValue tuple -> tuple.elements().forEach(each -> block(name, "", schema, each));
      case SetValue set -> set.elements().forEach(each -> block(name, "", schema, each));
      case MapValue map ->
          map.elements().forEach((label, each) -> block(name, label, schema, each));
      case ObjectValue object when schema.nesting() == Nesting.MAP ->
          object.attributes().forEach((label, each) -> block(name, label, schema, each));
      default -> {
        if (schema.nesting() != Nesting.GROUP || !isEmpty(value)) {
          block(name, "", schema, value);
        }
      }
    }
  }

  /// A group is there even where nobody wrote it.
  private static boolean isEmpty(Value value) {
    return switch (value) {
      case ObjectValue object ->
          object.attributes().values().stream().allMatch(GeneratedBlock::isEmpty);
      case ListValue list -> list.elements().isEmpty();
      case SetValue set -> set.elements().isEmpty();
      case MapValue map -> map.elements().isEmpty();
      case TupleValue tuple -> tuple.elements().isEmpty();
      default -> value.isNull();
    };
  }

  private void block(String name, String label, NestedBlock schema, Value value) {
    text.append(name).append(label.isEmpty() ? "" : " " + QuotedText.of(label)).append(" {\n");
    content(schema.block(), value, false);
    text.append("}\n");
  }

  private void value(Value value) {
    if (value.isNull()) {
      text.append("null");
      return;
    }
    switch (value) {
      case ListValue list -> elements(list.elements());
      case SetValue set -> elements(set.elements());
      case TupleValue tuple -> elements(tuple.elements());
      case MapValue map -> entries(map.elements());
      case ObjectValue object -> entries(object.attributes());
      case StringValue string -> text.append(quoted(string.value()));
      default -> text.append(ValueText.revealing(value, 0));
    }
  }

  private void elements(Collection<Value> elements) {
    List<Value> all = List.copyOf(elements);
    text.append('[');
    for (int index = 0; index < all.size(); index++) {
      text.append(index == 0 ? "" : ", ");
      value(all.get(index));
    }
    text.append(']');
  }

  private void entries(Map<String, Value> entries) {
    if (entries.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append("{\n");
    entries.forEach((name, each) -> {
      text.append(key(name)).append(" = ");
      value(each);
      text.append('\n');
    });
    text.append('}');
  }

  private static String key(String name) {
    return IDENTIFIER.matcher(name).matches() ? name : quoted(name);
  }

  /// A literal in which nothing is a template and every control character is written out.
  private static String quoted(String literal) {
    StringBuilder quoted = new StringBuilder("\"");
    literal
        .codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            default -> {
              if (Character.isISOControl(codePoint)) {
                quoted.append("\\u%04x".formatted(codePoint));
              } else {
                quoted.appendCodePoint(codePoint);
              }
            }
          }
        });
    return quoted.append('"').toString().replace("${", "$${").replace("%{", "%%{");
  }
}
