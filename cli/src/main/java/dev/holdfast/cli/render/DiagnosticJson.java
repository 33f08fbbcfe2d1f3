package dev.holdfast.cli.render;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.ReferenceNote;
import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// Diagnostics for programs, in the form of `validate -json` ("JSON Output Format", format version
/// 1.0).
public final class DiagnosticJson {
  private final Sources sources;

  public DiagnosticJson(Sources sources) {
    this.sources = sources;
  }

  /// Writes one diagnostic as an object.
  public void write(Diagnostic diagnostic, JsonWriter json) {
    json.beginObject();
    json.name("severity").value(diagnostic.isError() ? "error" : "warning");
    json.name("summary").value(diagnostic.summary());
    json.name("detail").value(diagnostic.detail());
    if (diagnostic.address() != null) {
      json.name("address").value(diagnostic.address());
    }
    SourceRange subject = diagnostic.subject();
    if (subject != null) {
      json.name("range").beginObject();
      json.name("filename").value(subject.filename());
      writePosition("start", subject.start(), json);
      writePosition("end", endOf(subject), json);
      json.endObject();
      Snippet.of(diagnostic, sources)
          .ifPresent(snippet -> writeSnippet(snippet, diagnostic.notes(), json));
    }
    json.endObject();
  }

  /// The answer of `validate -json`, ending in a line break.
  public String validation(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    JsonWriter json = JsonWriter.indented();
    json.beginObject();
    json.name("format_version").value("1.0");
    json.name("valid").value(errors == 0);
    json.name("error_count").value(errors);
    json.name("warning_count").value(diagnostics.size() - errors);
    json.name("diagnostics").beginArray();
    diagnostics.forEach(diagnostic -> write(diagnostic, json));
    return json.endArray().endObject() + "\n";
  }

  private static void writePosition(String name, SourcePosition position, JsonWriter json) {
    json.name(name).beginObject();
    json.name("line").value(position.line());
    json.name("column").value(position.column());
    json.name("byte").value(position.offset());
    json.endObject();
  }

  /// Programs expect at least one letter to mark.
  private static SourcePosition endOf(SourceRange range) {
    SourcePosition end = range.end();
    return end.equals(range.start())
        ? new SourcePosition(end.line(), end.column() + 1, end.offset() + 1)
        : end;
  }

  private static void writeSnippet(Snippet snippet, List<ReferenceNote> notes, JsonWriter json) {
    json.name("snippet").beginObject();
    json.name("context");
    if (snippet.context() == null) {
      json.nullValue();
    } else {
      json.value(snippet.context());
    }
    json.name("code").value(snippet.code());
    json.name("start_line").value(snippet.startLine());
    json.name("highlight_start_offset").value(snippet.highlightStart());
    json.name("highlight_end_offset").value(snippet.highlightEnd());
    json.name("values").beginArray();
    for (ReferenceNote note : notes) {
      json.beginObject();
      json.name("traversal").value(note.reference());
      json.name("statement").value(note.statement());
      json.endObject();
    }
    json.endArray().endObject();
  }
}
