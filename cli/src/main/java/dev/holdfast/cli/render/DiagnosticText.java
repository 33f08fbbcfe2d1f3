package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Style;
import dev.holdfast.cli.terminal.TextWidth;
import dev.holdfast.cli.terminal.TextWrap;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.ReferenceNote;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Diagnostics for people, in the layout of Terraform:
///
/// ```
/// Error: Invalid index
///
///   on main.tf line 12, in resource "terraform_data" "a":
///   12:     multi = local.multi[var.v]
///                              ^^^^^^^
///     ├────────────────
///     │ var.v is "3"
///
/// The given key does not identify an element in this collection value.
/// ```
///
/// With colours there is a bar at the left, and the place is underlined instead of pointed at.
public final class DiagnosticText {
  private final Sources sources;
  private final Palette palette;
  private final int width;

  /// A renderer for one output.
  ///
  /// @param width columns, at which details are wrapped
  public DiagnosticText(Sources sources, Palette palette, int width) {
    this.sources = sources;
    this.palette = palette;
    this.width = width;
  }

  /// The text of one diagnostic with a blank line before it (in colour, a closed frame), ending in
  /// a line break.
  public String of(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(diagnostic));
    lines.add("");
    appendPlace(diagnostic, lines);
    String detail = ControlSequences.strip(diagnostic.detail());
    if (!detail.isEmpty()) {
      int room = palette.enabled() ? width - 2 : width;
      lines.addAll(Arrays.asList(TextWrap.text(detail, room).split("\n", -1)));
    }
    return palette.enabled() ? framed(lines, diagnostic) : "\n" + String.join("\n", lines) + "\n";
  }

  /// What warnings are about and where, without what there is to say of them; ends in a line break.
  /// Empty where there are none.
  public String compact(List<Diagnostic> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    text.append(palette.paint("Warnings:", Style.BOLD, Style.YELLOW)).append("\n\n");
    for (Diagnostic warning : warnings) {
      text.append("- ").append(ControlSequences.strip(warning.summary())).append('\n');
      SourceRange place = warning.subject();
      if (place != null) {
        text.append("  on %s line %d\n".formatted(place.filename(), place.start().line()));
      }
    }
    return text.append("\nTo see the full warning notes, run without -compact-warnings.\n")
        .toString();
  }

  private String heading(Diagnostic diagnostic) {
    String kind = diagnostic.isError() ? "Error: " : "Warning: ";
    return palette.paint(kind, Style.BOLD, colour(diagnostic))
        + palette.bold(ControlSequences.strip(diagnostic.summary()));
  }

  private static Style colour(Diagnostic diagnostic) {
    return diagnostic.isError() ? Style.RED : Style.YELLOW;
  }

  private String framed(List<String> lines, Diagnostic diagnostic) {
    Style colour = colour(diagnostic);
    StringBuilder text = new StringBuilder(palette.paint("╷", colour)).append('\n');
    for (String line : lines) {
      text.append(palette.paint("│", colour)).append(' ').append(line).append('\n');
    }
    return text.append(palette.paint("╵", colour)).append('\n').toString();
  }

  private void appendPlace(Diagnostic diagnostic, List<String> lines) {
    SourceRange subject = diagnostic.subject();
    String address = diagnostic.address();
    if (address != null) {
      lines.add("  with " + palette.bold(ControlSequences.strip(address)) + ",");
    }
    if (subject == null) {
      if (address != null) {
        lines.add("");
      }
      return;
    }
    Optional<Snippet> found = Snippet.of(diagnostic, sources);
    String place = "  on " + subject.filename() + " line " + subject.start().line();
    if (found.isEmpty()) {
      lines.add(place + ":");
      lines.add("  (source code not available)");
    } else {
      Snippet snippet = found.get();
      lines.add(place + (snippet.context() == null ? ":" : ", in " + snippet.context() + ":"));
      appendCode(snippet, lines);
    }
    appendNotes(diagnostic.notes(), lines);
    lines.add("");
  }

  private void appendCode(Snippet snippet, List<String> lines) {
    int lineStart = 0;
    int number = snippet.startLine();
    for (String line : snippet.code().split("\n", -1)) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      int from = Math.clamp(snippet.highlightStart() - lineStart, 0, bytes.length);
      int to = Math.clamp(snippet.highlightEnd() - lineStart, from, bytes.length);
      String before = LongLine.end(ControlSequences.strip(text(bytes, 0, from)));
      String marked = LongLine.start(ControlSequences.strip(text(bytes, from, to)));
      String after = LongLine.start(ControlSequences.strip(text(bytes, to, bytes.length)));
      String label = "%4d: ".formatted(number);
      lines.add(label + before + palette.paint(marked, Style.UNDERLINE) + after);
      boolean whole =
          lineStart + to == snippet.highlightEnd() && lineStart + from == snippet.highlightStart();
      if (!palette.enabled() && whole && !marked.isBlank()) {
        lines.add(" ".repeat(label.length()) + blank(before) + carets(marked));
      }
      lineStart += bytes.length + 1;
      number++;
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// Blanks as wide as the text; tabs stay tabs.
  private static String blank(String text) {
    StringBuilder blank = new StringBuilder();
    text.codePoints()
        .forEach(each ->
            blank.append(each == '\t' ? "\t" : " ".repeat(TextWidth.of(Character.toString(each)))));
    return blank.toString();
  }

  private static String carets(String marked) {
    String words = marked.stripLeading();
    return blank(marked.substring(0, marked.length() - words.length()))
        + "^".repeat(TextWidth.of(words.stripTrailing()));
  }

  private void appendNotes(List<ReferenceNote> notes, List<String> lines) {
    if (notes.isEmpty()) {
      return;
    }
    lines.add("    " + palette.dim("├────────────────"));
    for (ReferenceNote note : notes) {
      lines.add(
          "    "
              + palette.dim("│")
              + " "
              + palette.bold(ControlSequences.strip(note.reference()))
              + " "
              + ControlSequences.strip(note.statement()));
    }
  }
}
