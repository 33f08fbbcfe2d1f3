package dev.holdfast.hcl.diagnostic;

/// A place in a source text.
///
/// @param line from 1
/// @param column from 1, counted in grapheme clusters (HCL native syntax specification)
/// @param offset from 0, counted in bytes of the UTF-8 text
public record SourcePosition(int line, int column, int offset)
    implements Comparable<SourcePosition> {

  /// The first position of any text.
  public static final SourcePosition START = new SourcePosition(1, 1, 0);

  @Override
  public int compareTo(SourcePosition other) {
    return Integer.compare(offset, other.offset);
  }
}
