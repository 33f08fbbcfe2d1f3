package dev.holdfast.hcl.diagnostic;

/// A stretch of one source text, from `start` up to but not including `end`.
///
/// @param filename the name as the user would write it, relative where that is shorter
public record SourceRange(String filename, SourcePosition start, SourcePosition end) {

  /// An empty range at the start of a file, for diagnostics about a file as a whole.
  public static SourceRange wholeFile(String filename) {
    return new SourceRange(filename, SourcePosition.START, SourcePosition.START);
  }

  /// The smallest range of the same file that holds both `this` and `other`.
  public SourceRange through(SourceRange other) {
    SourcePosition first = start.compareTo(other.start) <= 0 ? start : other.start;
    SourcePosition last = end.compareTo(other.end) >= 0 ? end : other.end;
    return new SourceRange(filename, first, last);
  }

  /// `file:line,column-column`, or `file:line,column-line,column` where it spans lines.
  @Override
  public String toString() {
    String tail =
        start.line() == end.line() ? String.valueOf(end.column()) : end.line() + "," + end.column();
    return filename + ":" + start.line() + "," + start.column() + "-" + tail;
  }
}
