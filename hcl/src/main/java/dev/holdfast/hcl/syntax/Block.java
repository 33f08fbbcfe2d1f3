package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// `type "label" { … }` in a body.
///
/// @param definitionRange from the type through the last label
public record Block(
    String type,
    List<Label> labels,
    Body body,
    SourceRange definitionRange,
    SourceRange typeRange) {

  /// A name between the type and the body.
  ///
  /// @param range with the quotes, if any
  public record Label(String value, SourceRange range) {}

  public Block {
    labels = List.copyOf(labels);
  }

  /// The text of a label.
  ///
  /// @param index from 0; the schema says how many there are
  public String label(int index) {
    return labels.get(index).value();
  }
}
