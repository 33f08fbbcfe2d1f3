package dev.holdfast.conformance.hcldec;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is decoded from a body.
public sealed interface Specification {

  /// A value that needs nothing of the body.
  record Literal(Value value) implements Specification {}

  /// An object with an attribute for each part.
  record ObjectOf(Map<String, Specification> parts) implements Specification {}

  /// The value of an argument.
  ///
  /// @param type dynamic for `any`
  record Argument(String name, Type type, boolean required) implements Specification {}

  /// What the only block of a type stands for, or null.
  record OneBlock(String type, boolean required, Specification content) implements Specification {}

  /// A list of what the blocks of a type stand for.
  record BlockList(String type, Specification content) implements Specification {}

  /// A map of what the blocks of a type stand for, by label; maps of maps for more labels.
  record BlockMap(String type, List<String> labels, Specification content)
      implements Specification {}

  /// The type of the decoded value.
  default Type impliedType() {
    return switch (this) {
      case Literal(Value value) -> value.type();
      case ObjectOf(var parts) -> {
        Map<String, Type> types = new HashMap<>();
        parts.forEach((name, part) -> types.put(name, part.impliedType()));
        yield Type.object(types);
      }
      case Argument argument -> argument.type();
      case OneBlock block -> block.content().impliedType();
      case BlockList list -> Type.list(list.content().impliedType());
      case BlockMap map -> {
        Type type = map.content().impliedType();
        for (int i = 0; i < map.labels().size(); i++) {
          type = Type.map(type);
        }
        yield type;
      }
    };
  }
}
