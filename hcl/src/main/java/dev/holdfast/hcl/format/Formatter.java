package dev.holdfast.hcl.format;

import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.syntax.Token;
import java.util.List;

/// Writes files of the native syntax in their canonical layout, that of `terraform fmt`: lines
/// indented by brackets, one space between tokens, `=` and comments aligned. What a file means does
/// not change, and what is formatted stays as it is when formatted again.
///
/// It differs from Terraform where that would damage a file or change it again the next time:
/// labels with escapes are kept; a comment at the start of an unwrapped interpolation does not cut
/// off the expression; `(1) +` on one line and `(2)` on the next get parentheses around them when
/// unwrapped; an interpolation in an interpolation is unwrapped at once.
public final class Formatter {
  private Formatter() {}

  /// The text of the file in canonical layout. A file with syntax errors is given back as it is,
  /// with the errors. Linear in the size of the file.
  public static Parsed<String> format(SourceFile source) {
    Parsed<HclFile> parsed = HclParser.parseFile(source);
    if (parsed.hasErrors()) {
      return new Parsed<>(source.text(0, source.size()), parsed.diagnostics());
    }
    PieceList pieces = PieceList.of(source, Token.listOf(source).tree());
    List<Piece> rewritten = Rewrites.apply(pieces, (NativeBody) parsed.tree().body());
    return new Parsed<>(laidOut(rewritten), parsed.diagnostics());
  }

  /// The text with only its spaces changed. It need not be a whole file, and may have errors: a
  /// snippet of a documentation, an expression. Linear in the size of the text.
  public static String layOut(SourceFile source) {
    PieceList pieces = PieceList.of(source, Token.listOf(source).tree());
    return laidOut(pieces.between(0, pieces.size()));
  }

  private static String laidOut(List<Piece> pieces) {
    List<Line> lines = Line.split(pieces);
    Indentation.apply(lines);
    Spacing.apply(lines);
    Alignment.apply(lines);
    return text(pieces);
  }

  private static String text(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.repeat(' ', piece.spaces).append(piece.text);
    }
    return text.toString();
  }
}
