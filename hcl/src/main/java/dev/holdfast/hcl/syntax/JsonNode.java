package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// A value of a JSON text, as written.
sealed interface JsonNode {

  SourceRange range();

  /// @param properties in the order they stand, duplicates kept
  /// @param closeRange the closing brace
  record JsonObject(List<Property> properties, SourceRange range, SourceRange closeRange)
      implements JsonNode {}

  record Property(JsonString name, JsonNode value) {}

  record JsonArray(List<JsonNode> elements, SourceRange range) implements JsonNode {}

  /// @param text with escapes resolved
  /// @param start the byte offset of the opening quote in the file
  /// @param end the byte offset after the closing quote
  record JsonString(String text, int start, int end, SourceRange range) implements JsonNode {}

  /// A number, `true`, `false` or `null`.
  record JsonConstant(Value value, SourceRange range) implements JsonNode {}
}
