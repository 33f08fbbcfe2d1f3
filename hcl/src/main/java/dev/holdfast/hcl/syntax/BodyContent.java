package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a body has, read by a schema.
///
/// @param attributes in the order they are written
/// @param blocks in the order they are written
/// @param missingItemRange where to say that something is missing
/// @param diagnostics what did not fit the schema
public record BodyContent(
    Map<String, Attribute> attributes,
    List<Block> blocks,
    SourceRange missingItemRange,
    List<Diagnostic> diagnostics) {
  public BodyContent {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    blocks = List.copyOf(blocks);
    diagnostics = List.copyOf(diagnostics);
  }

  /// The attribute of that name, or null when it is not given.
  public @Nullable Attribute attribute(String name) {
    return attributes.get(name);
  }

  /// The blocks of one type, in the order they are written.
  public List<Block> blocks(String type) {
    return blocks.stream().filter(block -> block.type().equals(type)).toList();
  }
}
