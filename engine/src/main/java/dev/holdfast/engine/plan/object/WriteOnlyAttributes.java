package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The write-only attributes of a schema: the configuration sends them to the provider, and no
/// object, plan or state ever has them.
///
/// Each method costs nothing where the schema has none.
public final class WriteOnlyAttributes {
  private WriteOnlyAttributes() {}

  /// Whether the path leads to a write-only attribute, or into one.
  public static boolean contain(Block block, Path path) {
    return block.containsWriteOnly() && find(block, path) != null;
  }

  /// The value with null for every write-only attribute. Linear in the value.
  public static Value removed(Block block, Value value) {
    if (!block.containsWriteOnly()) {
      return value;
    }
    return Walk.transform(
        value,
        (path, part) -> {
          Found found = find(block, path);
          return found != null && found.exactly() ? Value.nullOf(found.attribute().type()) : part;
        });
  }

  /// The write-only attributes that are set in an object though they may not be: a fault of whoever
  /// made it. Linear in the value.
  public static List<Path> present(Block block, Value value) {
    List<Path> present = new ArrayList<>();
    if (block.containsWriteOnly()) {
      Walk.visit(
          value,
          (path, part) -> {
            Found found = find(block, path);
            if (found != null && !part.isNull()) {
              present.add(path);
            }
            return found == null;
          });
    }
    return List.copyOf(present);
  }

  /// A write-only attribute on a path.
  ///
  /// @param exactly whether the path ends at it
  private record Found(Attribute attribute, boolean exactly) {}

  private static @Nullable Found find(Block block, Path path) {
    Map<String, Attribute> attributes = block.attributes();
    Map<String, NestedBlock> blocks = block.blocks();
    for (int step = 0; step < path.steps().size(); step++) {
      if (!(path.steps().get(step) instanceof Path.Attribute(String name))) {
        continue;
      }
      Attribute attribute = attributes.get(name);
      NestedBlock inner = blocks.get(name);
      if (attribute != null && attribute.writeOnly()) {
        return new Found(attribute, step == path.steps().size() - 1);
      } else if (attribute != null) {
        NestedAttributes nested = attribute.nested();
        if (nested == null) {
          return null;
        }
        attributes = nested.attributes();
        blocks = Map.of();
      } else if (inner != null) {
        attributes = inner.block().attributes();
        blocks = inner.block().blocks();
      } else {
        return null;
      }
    }
    return null;
  }
}
