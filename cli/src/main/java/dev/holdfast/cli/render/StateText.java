package dev.holdfast.cli.render;

import dev.holdfast.cli.render.difference.BlockComparison;
import dev.holdfast.cli.render.difference.DifferenceText;
import dev.holdfast.cli.render.difference.ReplacementPaths;
import dev.holdfast.cli.render.difference.ValueComparison;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A state for people, as `show` and `state show` print it.
public final class StateText {
  private final Palette palette;

  public StateText(Palette palette) {
    this.palette = palette;
  }

  /// One object of a state with its attributes as values.
  ///
  /// @param deposedKey null for the current object
  /// @param value sensitive parts are marked
  public record StateObject(
      ResourceInstanceAddress address,
      @Nullable String deposedKey,
      boolean tainted,
      ResourceSchema schema,
      Value value) {}

  /// The whole state, ending in a line break.
  ///
  /// @param outputs sensitive ones are marked
  public String of(List<StateObject> objects, Map<String, Value> outputs) {
    if (objects.isEmpty() && outputs.isEmpty()) {
      return "The state file is empty. No resources are represented.\n";
    }
    List<String> parts = new ArrayList<>();
    objects.forEach(object -> parts.add(object(object)));
    StringBuilder text = new StringBuilder(String.join("\n", parts));
    if (!outputs.isEmpty()) {
      text.append("\n\nOutputs:\n\n");
      outputs.forEach((name, value) ->
          text.append(name)
              .append(" = ")
              .append(
                  DifferenceText.ofValue(
                      ValueComparison.typed(value, value, value.type(), ReplacementPaths.NONE),
                      0,
                      palette))
              .append('\n'));
    }
    return text.toString();
  }

  /// One object, ending in a line break.
  public String object(StateObject object) {
    ResourceAddress resource = object.address().resource();
    String note = object.tainted() ? " (tainted)" : "";
    String deposed =
        object.deposedKey() == null ? "" : " (deposed object " + object.deposedKey() + ")";
    return "# "
        + object.address()
        + deposed
        + ":"
        + note
        + "\n"
        + (resource.mode() == ResourceMode.DATA ? "data " : "resource ")
        + QuotedText.of(resource.type())
        + " "
        + QuotedText.of(resource.name())
        + " "
        + DifferenceText.ofValue(
            BlockComparison.block(
                object.value(), object.value(), object.schema().block(), ReplacementPaths.NONE),
            0,
            palette)
        + "\n";
  }

  /// The outputs as `apply` and `output` list them: `name = value` a line, sensitive ones hidden.
  public static String outputs(Map<String, Value> outputs) {
    StringBuilder text = new StringBuilder();
    outputs.forEach((name, value) ->
        text.append(name)
            .append(" = ")
            .append(
                value.marks().contains(Mark.SENSITIVE)
                    ? "<sensitive>"
                    : ControlSequences.strip(ValueText.of(value)))
            .append('\n'));
    return text.toString();
  }
}
