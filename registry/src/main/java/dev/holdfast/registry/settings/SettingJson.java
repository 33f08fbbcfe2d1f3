package dev.holdfast.registry.settings;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads settings files in JSON. Everything in one is said to be at its beginning, since the peers
/// themselves write these files.
final class SettingJson {
  private SettingJson() {}

  static SettingNode.Group parse(SourceFile source, Diagnostics diagnostics) {
    SourceRange range = source.range(0, 0);
    byte[] bytes = source.text(0, source.size()).getBytes(StandardCharsets.UTF_8);
    try (JsonInput input = new JsonInput(bytes, source.name())) {
      input.document(input::skip);
      return node(ValueJson.decodeImplied(bytes), range) instanceof SettingNode.Group group
          ? group
          : new SettingNode.Group(List.of(), range);
    } catch (DamagedJsonException damaged) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid settings file",
              "The file cannot be read: " + damaged.getMessage() + ".",
              damaged.place()));
    } catch (CodecException damaged) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid settings file",
              "The file cannot be read: " + damaged.getMessage() + ".",
              range));
    }
    return new SettingNode.Group(List.of(), range);
  }

  private static @Nullable SettingNode node(Value value, SourceRange range) {
    return switch (value) {
      case StringValue text -> new SettingNode.Text(text.value(), range);
      case BooleanValue truth -> new SettingNode.Truth(truth.value(), range);
      case NumberValue number -> new SettingNode.Numeral(number.value().toString(), range);
      case TupleValue tuple -> {
        List<SettingNode> elements = new ArrayList<>();
        for (Value each : tuple.elements()) {
          SettingNode element = node(each, range);
          if (element != null) {
            elements.add(element);
          }
        }
        yield new SettingNode.Sequence(elements, range);
      }
      case ObjectValue object -> {
        List<SettingNode.Item> items = new ArrayList<>();
        object
            .attributes()
            .forEach((name, each) -> {
              SettingNode item = node(each, range);
              if (item != null) {
                items.add(new SettingNode.Item(name, range, item));
              }
            });
        yield new SettingNode.Group(items, range);
      }
      default -> null;
    };
  }
}
