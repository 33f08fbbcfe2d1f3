package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Where an object is sensitive, as paths beside a value without marks and as marks in it.
public final class SensitivePaths {
  private SensitivePaths() {}

  /// The paths that the schema names as sensitive and that lead somewhere in the value. Elements of
  /// sets cannot be told apart: there the path ends at the set. Cheap for schemas without sensitive
  /// attributes.
  public static List<Path> bySchema(Block block, Value value) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The paths of the nodes with the sensitive mark. Costs nothing where nothing is marked.
  public static List<Path> byMarks(Value value) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The value with the sensitive mark at each of the paths, as deep as they lead. A path into a
  /// set marks the set; one into an unknown or null marks that.
  public static Value mark(Value value, List<Path> paths) {
    throw new UnsupportedOperationException("not written yet");
  }

  /// The value marked where the schema says so.
  public static Value markBySchema(Block block, Value value) {
    return mark(value, bySchema(block, value));
  }
}
