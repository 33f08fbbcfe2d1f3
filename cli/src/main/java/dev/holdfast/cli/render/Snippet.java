package dev.holdfast.cli.render;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of source that a diagnostic is about.
///
/// @param context the block around it, such as `resource "x" "y"`; null when it is in none
/// @param code whole lines, without the last line break
/// @param startLine the number of the first line
/// @param highlightStart where in the UTF-8 bytes of `code` the subject starts
/// @param highlightEnd where it ends; always more than the start, unless the code is empty
record Snippet(
    @Nullable String context, String code, int startLine, int highlightStart, int highlightEnd) {

  /// The snippet of a diagnostic; empty if it has no subject or the text is not there.
  static Optional<Snippet> of(Diagnostic diagnostic, Sources sources) {
    SourceRange subject = diagnostic.subject();
    if (subject == null) {
      return Optional.empty();
    }
    return sources
        .find(subject.filename())
        .filter(source -> subject.end().offset() <= source.size())
        .map(source -> of(diagnostic, subject, source, sources.headers(source)));
  }

  private static Snippet of(
      Diagnostic diagnostic, SourceRange subject, SourceFile source, BlockHeaders headers) {
    SourceRange around = diagnostic.context();
    SourceRange range =
        around == null || !around.filename().equals(subject.filename())
            ? subject
            : subject.through(around);
    int first = range.start().line();
    int last = lastLine(range);
    StringBuilder code = new StringBuilder();
    for (int line = first; line <= Math.min(last, source.lineCount()); line++) {
      code.append(line == first ? "" : "\n").append(source.line(line));
    }
    String text = code.toString();
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    int lineStart = range.start().offset() - bytesBefore(source.line(first), range.start());
    int start = Math.clamp(subject.start().offset() - lineStart, 0, size);
    int end = Math.clamp(subject.end().offset() - lineStart, Math.min(start + 1, size), size);
    return new Snippet(headers.around(subject), text, first, start, end);
  }

  /// A range that ends at the very start of a line does not reach into it.
  private static int lastLine(SourceRange range) {
    boolean atStart = range.end().column() == 1 && range.end().line() > range.start().line();
    return atStart ? range.end().line() - 1 : range.end().line();
  }

  /// The bytes of a line before a position in it. Columns count what people see as one letter.
  private static int bytesBefore(String line, SourcePosition position) {
    java.text.BreakIterator letters =
        java.text.BreakIterator.getCharacterInstance(java.util.Locale.ROOT);
    letters.setText(line);
    int end = 0;
    for (int column = 1; column < position.column(); column++) {
      int next = letters.next();
      if (next == java.text.BreakIterator.DONE) {
        break;
      }
      end = next;
    }
    return line.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
  }
}
