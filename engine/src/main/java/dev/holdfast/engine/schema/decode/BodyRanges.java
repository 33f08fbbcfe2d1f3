package dev.holdfast.engine.schema.decode;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the parts of a body are written.
///
/// @param header the block's header, for everything that is not written itself
/// @param attributes the expression of each attribute
/// @param blocks the nested blocks of each type in the order written, expanded ones too
/// @param keys of the nested blocks that are told apart by a label, by type and key
record BodyRanges(
    SourceRange header,
    Map<String, SourceRange> attributes,
    Map<String, List<BodyRanges>> blocks,
    Map<String, Map<String, BodyRanges>> keys) {

  /// The place of the part at a path, or of the nearest thing around it that is written.
  SourceRange at(Path path) {
    return at(path.steps());
  }

  private SourceRange at(List<Path.Step> steps) {
    if (steps.isEmpty() || !(steps.getFirst() instanceof Path.Attribute(String name))) {
      return header;
    }
    SourceRange attribute = attributes.get(name);
    if (attribute != null) {
      return attribute;
    }
    List<BodyRanges> nested = blocks.getOrDefault(name, List.of());
    if (nested.isEmpty()) {
      return header;
    }
    if (steps.size() > 1 && steps.get(1) instanceof Path.Index(var key)) {
      BodyRanges one =
          switch (key) {
            case NumberValue number -> byPosition(nested, number);
            case StringValue string -> keys.getOrDefault(name, Map.of()).get(string.value());
            default -> null;
          };
      return one == null ? nested.getFirst().header() : one.at(steps.subList(2, steps.size()));
    }
    return nested.getFirst().at(steps.subList(1, steps.size()));
  }

  private static @Nullable BodyRanges byPosition(List<BodyRanges> nested, NumberValue position) {
    for (int index = 0; index < nested.size(); index++) {
      if (position.value().equals(dev.holdfast.hcl.number.Number512.of(index))) {
        return nested.get(index);
      }
    }
    return null;
  }
}
